import { useTranslation } from 'react-i18next';
import { ActionDialog, type DialogProps } from './action-dialog';
import { filledTexts } from './plain-values';
import { TextList } from './text-list';

interface Values {
  readonly reasons: readonly (string | undefined)[];
  readonly legalBasis: readonly (string | undefined)[];
}

/** Form 03: the dossier is refused, with reasons and what they rest on. */
export function RefusalDialog(props: DialogProps) {
  const { t } = useTranslation('dossier');
  return (
    <ActionDialog<Values>
      {...props}
      title={t('action.refuse')}
      intro={t('refuse.intro')}
      okText={t('refuse.ok')}
      danger
      path="refusal"
      told={t('done.refused')}
      initialValues={{ reasons: [''], legalBasis: [''] }}
      bodyOf={({ reasons, legalBasis }) => ({ reasons: filledTexts(reasons), legalBasis: filledTexts(legalBasis) })}
    >
      <TextList
        name="reasons"
        label={t('refuse.reasons')}
        addLabel={t('refuse.addReason')}
        max={2000}
        rows={2}
        required
      />
      <TextList name="legalBasis" label={t('refuse.legalBasis')} addLabel={t('refuse.addBasis')} max={500} />
    </ActionDialog>
  );
}
