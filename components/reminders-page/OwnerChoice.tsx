import type { JSX } from 'preact';
import { Select } from '#components/ui/Input.tsx';
import { t } from '#lib/i18n.ts';
import type { NamedReminder } from '#lib/ui/reminder-groups.ts';

/** Chosen for the follow-ups that nobody was named for; no name is a blank. */
const NOBODY = ' ';

/** Returns the follow-ups of an owner; all for an empty text. */
export function ownedBy(rows: readonly NamedReminder[], owner: string): NamedReminder[] {
  return rows.filter(({ reminder }) => owner === '' || (reminder.owner ?? NOBODY) === owner);
}

/** A choice of whose follow-ups are shown; nothing where no follow-up names anybody. */
export function OwnerChoice(props: {
  rows: readonly NamedReminder[];
  owner: string;
  onOwner: (owner: string) => void;
}): JSX.Element | null {
  const { rows, owner, onOwner } = props;
  const named = rows.flatMap(({ reminder }) => reminder.owner ?? []);
  const owners = [...new Set([...named, owner])].filter((name) => name.trim() !== '').toSorted();
  if (owners.length === 0 && owner === '') return null;
  return (
    <Select
      label={t('list.owner')}
      hideLabel
      value={owner}
      options={[
        { value: '', label: t('list.owner.all') },
        ...owners.map((name) => ({ value: name, label: `@${name}` })),
        { value: NOBODY, label: t('list.owner.none') },
      ]}
      onChange={onOwner}
    />
  );
}
