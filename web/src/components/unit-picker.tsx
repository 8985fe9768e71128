import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../lib/use-units';

type Unit = ReturnType<typeof useUnits>['units'][number];

interface UnitPickerProps {
  readonly value: string | undefined;
  readonly onChange: (unit: string | undefined) => void;
  /** Which kinds of unit are offered. */
  readonly kinds: readonly Unit['kind'][];
}

/** One unit, or all of them; found by typing a part of its name. */
export function UnitPicker({ value, onChange, kinds }: UnitPickerProps) {
  const { t } = useTranslation();
  const { units } = useUnits();
  return (
    <Select
      aria-label={t('unit.label')}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('unit.all')}
      value={value}
      onChange={onChange}
      style={{ width: 260, maxWidth: '100%' }}
      options={units.filter(({ kind }) => kinds.includes(kind)).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
