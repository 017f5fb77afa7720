import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input, Select } from '#components/ui/Input.tsx';
import type { Endpoint, EndpointKind } from '#lib/domain/service.ts';
import { t } from '#lib/i18n.ts';
import { endpointOf, USUAL_URL, type EndpointProblem } from '#lib/language/endpoint.ts';

const KINDS = ['openai', 'libretranslate', 'deepl'] as const satisfies readonly EndpointKind[];

export interface EndpointFormProps {
  before?: Endpoint;
  /** Called straight from the click. */
  onSave: (endpoint: Endpoint) => void;
  onClose: () => void;
}

/** Address, model and key of an endpoint. A key that is stored is never shown again. */
export function EndpointForm({ before, onSave, onClose }: EndpointFormProps): JSX.Element {
  const [kind, setKind] = useState<EndpointKind>(before?.kind ?? 'openai');
  const [url, setUrl] = useState(before?.url ?? USUAL_URL.openai);
  const [model, setModel] = useState(before?.model ?? '');
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState<EndpointProblem | null>(null);
  const choose = (next: EndpointKind): void => {
    if (url === USUAL_URL[kind]) setUrl(USUAL_URL[next]);
    setKind(next);
    setProblem(null);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    // A stored key stays only for the address it was given for.
    const kept = before?.kind === kind && sameOrigin(before.url, url) ? before.key : undefined;
    const made = endpointOf({ kind, url, model, key: key || (kept ?? '') });
    if ('problem' in made) setProblem(made.problem);
    else onSave(made.endpoint);
  };
  const wrong = (...of: EndpointProblem[]): string | null =>
    problem && of.includes(problem) ? t(`language.problem.${problem}`) : null;
  return (
    <form class="stack" onSubmit={submit} aria-label={t('language.endpoint')}>
      <Select
        label={t('language.endpointKind')}
        value={kind}
        options={KINDS.map((value) => ({ value, label: t(`language.kind.${value}`) }))}
        onChange={(value) => choose(value as EndpointKind)}
      />
      <Input
        label={t('language.endpointUrl')}
        hint={t('language.endpointUrlHint')}
        error={wrong('no-address', 'not-secure')}
        value={url}
        onInput={(event) => setUrl(event.currentTarget.value)}
      />
      {kind === 'openai' && (
        <Input
          label={t('language.endpointModel')}
          error={wrong('no-model')}
          value={model}
          onInput={(event) => setModel(event.currentTarget.value)}
        />
      )}
      <Input
        type="password"
        label={t('language.endpointKey')}
        hint={t(before?.key ? 'language.endpointKeyKept' : 'language.endpointKeyHint')}
        error={wrong('no-key')}
        value={key}
        onInput={(event) => setKey(event.currentTarget.value)}
      />
      <div class="row">
        <span class="spring" />
        <Button size="small" tone="quiet" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button size="small" tone="primary" type="submit">
          {t('ui.save')}
        </Button>
      </div>
    </form>
  );
}

function sameOrigin(a: string, b: string): boolean {
  return URL.canParse(b) && new URL(a).origin === new URL(b).origin;
}
