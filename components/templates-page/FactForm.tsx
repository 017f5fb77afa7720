import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { Input } from '#components/ui/Input.tsx';
import type { ShopRow } from '#lib/db/database.ts';
import { FactTwice, saveFact } from '#lib/db/shop-facts.ts';
import { wordsOf, type ShopFact } from '#lib/domain/shop-facts.ts';
import { t } from '#lib/i18n.ts';
import { offerUndo, showFailure } from '#lib/ui/notices.ts';
import { ShopSelect } from './ShopSelect.tsx';

/** Facts that nearly every shop states, with words by which texts speak of them. */
const PRESETS = [
  { key: 'shipping', words: '发货 发出 寄出 dispatch ship отправ envi' },
  { key: 'returns', words: '无理由 退货 return возврат devoluc' },
  { key: 'free', words: '包邮 免邮 free shipping' },
  { key: 'carrier', words: '快递 物流' },
  { key: 'hours', words: '客服 在线 上班' },
  { key: 'invoice', words: '发票 开票 invoice' },
  { key: 'address', words: '退货地址' },
  { key: 'warranty', words: '质保 保修 warranty' },
] as const;

interface FactFormProps {
  fact: ShopFact | null;
  shops: readonly ShopRow[];
  /** Names that are there already. */
  taken: readonly string[];
  onClose: () => void;
}

/** Writes one fact of the shop; common ones are offered. */
export function FactForm({ fact, shops, taken, onClose }: FactFormProps): JSX.Element {
  const [name, setName] = useState(fact?.name ?? '');
  const [value, setValue] = useState(fact?.value ?? '');
  const [words, setWords] = useState((fact?.words ?? []).join(' '));
  const [shopId, setShopId] = useState(fact?.shopId ?? '');
  const [twice, setTwice] = useState(false);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!name.trim() || !value.trim()) return;
    const list = words.split(/[\s,，、]+/).filter(Boolean);
    try {
      offerUndo(await saveFact({ ...(fact && { id: fact.id }), name, value, words: list, shopId: shopId || undefined }));
      onClose();
    } catch (error) {
      if (error instanceof FactTwice) setTwice(true);
      else showFailure(error);
    }
  };
  const offered = fact ? [] : PRESETS.filter(({ key }) => !taken.includes(t(`facts.preset.${key}`)));
  return (
    <Dialog
      title={fact ? fact.name : t('facts.add')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button tone="primary" type="submit" form="fact-form" disabled={!name.trim() || !value.trim()}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <form id="fact-form" class="stack" onSubmit={(event) => void save(event)}>
        {offered.length > 0 && (
          <div class="row row--wrap" role="group" aria-label={t('facts.suggest')}>
            {offered.map((preset) => (
              <Button
                key={preset.key}
                size="small"
                onClick={() => {
                  setName(t(`facts.preset.${preset.key}`));
                  setWords(preset.words);
                  setTwice(false);
                }}
              >
                {t(`facts.preset.${preset.key}`)}
              </Button>
            ))}
          </div>
        )}
        <Input
          label={t('facts.name')}
          value={name}
          maxLength={30}
          required
          error={twice ? t('facts.twice') : null}
          onInput={(event) => {
            setName(event.currentTarget.value);
            setTwice(false);
          }}
        />
        <Input
          label={t('facts.value')}
          value={value}
          maxLength={120}
          required
          onInput={(event) => setValue(event.currentTarget.value)}
        />
        <Input
          label={t('facts.words')}
          hint={t('facts.wordsHint')}
          value={words}
          placeholder={wordsOf({ name }).join(' ')}
          maxLength={200}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        <ShopSelect label={t('facts.shop')} shops={shops} value={shopId} onChange={setShopId} />
      </form>
    </Dialog>
  );
}
