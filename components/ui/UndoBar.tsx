import type { JSX } from 'preact';
import { t, tAny } from '#lib/i18n.ts';
import { dismissNotice, holdNotice, notice, takeBack } from '#lib/ui/notices.ts';
import { Button, IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

/** Names what has just happened and offers to take it back; also shows short messages. One per page, at its end. */
export function UndoBar(): JSX.Element {
  const shown = notice.value;
  return (
    <div class="notices" role="status" aria-live="polite">
      {shown && (
        <div
          class="notice"
          data-notice={shown.kind}
          onPointerEnter={() => holdNotice(true)}
          onPointerLeave={() => holdNotice(false)}
          onFocusCapture={() => holdNotice(true)}
          onBlurCapture={() => holdNotice(false)}
        >
          {shown.kind === 'done' && <Icon name="check" class="notice__icon--good" />}
          {shown.kind === 'failed' && <Icon name="warn" class="notice__icon--bad" />}
          <span class="spring">{tAny(shown.label.key, shown.label.params)}</span>
          {shown.changeId && (
            <Button size="small" onClick={() => takeBack(shown.changeId ?? '')}>
              {shown.redo ? t('ui.redo') : t('ui.undo')}
            </Button>
          )}
          {shown.changeId && !shown.redo && <Kbd keys="Ctrl+Z" />}
          {shown.action && (
            <Button size="small" onClick={shown.action.run}>
              {shown.action.label}
            </Button>
          )}
          <IconButton icon="close" label={t('ui.dismiss')} onClick={dismissNotice} />
        </div>
      )}
    </div>
  );
}
