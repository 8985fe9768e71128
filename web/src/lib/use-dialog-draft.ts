import type { FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKept } from './use-kept';

/**
 * The fields of a dialog about a dossier: kept until it is done, and given up only by who says so.
 * @param dialog its name; what is typed in one of them is not shown in another
 */
export function useDialogDraft<Values>(form: FormInstance<Values>, dossierId: string, dialog: string) {
  const { t } = useTranslation();
  const { typed, keep, clear } = useKept<Partial<Values>>(`dialog.${dossierId}.${dialog}`);
  const [restored] = useState(typed);
  return {
    /** What was typed before the page was left or loaded anew. */
    restored,
    /** For the form: with fields that are not drawn yet. */
    onValuesChange: () => keep(form.getFieldsValue(true) as Partial<Values>),
    clear,
    /** @returns whether the dialog may go; asks when something has been typed */
    giveUp: (): boolean => {
      if (typed !== undefined && !window.confirm(t('discard'))) return false;
      clear();
      return true;
    },
  };
}
