import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Chip } from '#components/ui/Chip.tsx';
import type { CadenceRule } from '#lib/domain/cadence-rules.ts';
import type { Template } from '#lib/domain/template.ts';
import { t, tAny } from '#lib/i18n.ts';
import { RuleForm } from './RuleForm.tsx';

export interface RuleRowProps {
  rule: CadenceRule;
  /** Its fields are shown. */
  open: boolean;
  templates: readonly Template[];
  onOpen: () => void;
  onSave: (rule: CadenceRule) => void;
  /** There for a rule that the shop has added. */
  onRemove?: () => void;
}

/** Returns 收货后 3 天，最晚 7 天 and the like. */
function whenText(rule: CadenceRule): string {
  const event = tAny(`cadence.event.${rule.event ?? 'shippedAt'}`);
  const sameDay = rule.days === 0 && (rule.kind === 'notice' || rule.kind === 'birthday');
  return tAny(sameDay ? `cadence.sameDay.${rule.kind}` : `cadence.when.${rule.kind}`, {
    days: rule.days,
    within: rule.within,
    event,
  });
}

/** Returns the text of a rule with a word for what `{事}` stands for, where it is needed to understand it. */
export function plainText({ text, kind }: Pick<CadenceRule, 'text' | 'kind'>): string {
  const thing = kind === 'festival' || kind === 'season' ? t(`cadence.kind.${kind}`) : '';
  return text.replaceAll('{事}', thing).trim();
}

/** One rule: its switch, what it says and when, and its fields on demand. */
export function RuleRow({ rule, open, templates, onOpen, onSave, onRemove }: RuleRowProps): JSX.Element {
  const id = useId();
  return (
    <li class="rule" data-rule={rule.id} data-on={rule.on ? '' : undefined}>
      <div class="row">
        <label class="row rule__switch" for={id}>
          <input id={id} class="check" type="checkbox" checked={rule.on} onChange={() => onSave({ ...rule, on: !rule.on })} />
          <Chip text={tAny(`cadence.kind.${rule.kind}`)} hue={rule.on ? 'green' : 'grey'} />
          <span class="rule__text">{plainText(rule)}</span>
        </label>
        <span class="small secondary rule__when">{whenText(rule)}</span>
        <span class="spring" />
        <Button
          size="small"
          tone="quiet"
          icon={open ? 'up' : 'down'}
          aria-expanded={open}
          aria-label={`${t('cadence.more')}：${plainText(rule)}`}
          onClick={onOpen}
        >
          {t('cadence.more')}
        </Button>
      </div>
      {open && <RuleForm key={JSON.stringify(rule)} rule={rule} templates={templates} onSave={onSave} onRemove={onRemove} />}
    </li>
  );
}
