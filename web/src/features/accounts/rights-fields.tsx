import { Alert, Checkbox, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../lib/use-units';
import { surplusOf, useDutyCatalogue, type DutyCatalogue, type DutyId } from './accounts';

/** What is asked for: a post, and duties in units, each as `duty unitId`. */
export interface RightsValues {
  readonly position?: string;
  readonly units?: readonly string[];
  readonly duties?: readonly string[];
}

export function dutiesOf(values: RightsValues): { readonly duty: string; readonly unitId: string }[] {
  const units = values.units ?? [];
  return (values.duties ?? []).flatMap((value) => {
    const [duty = '', unitId = ''] = value.split(' ');
    // A unit that was taken away again takes its duties along.
    return units.includes(unitId) ? [{ duty, unitId }] : [];
  });
}

/** The duties a post needs, in the units of the kinds they exist in. */
export function dutiesNeeded(
  catalogue: DutyCatalogue,
  position: string | undefined,
  units: readonly { readonly id: string; readonly kind: string }[],
): string[] {
  const needed = catalogue.positions.find(({ id }) => id === position)?.duties ?? [];
  return units.flatMap(({ id, kind }) =>
    catalogue.duties
      .filter((duty) => needed.includes(duty.id) && duty.unitKinds.includes(kind))
      .map((duty) => `${duty.id} ${id}`),
  );
}

/** Post, units and duties; what goes beyond the post is shown before anybody sends it (A7.1d). */
export function RightsFields() {
  const { t } = useTranslation('accounts');
  const form = Form.useFormInstance<RightsValues>();
  const catalogue = useDutyCatalogue();
  const { units, byId, nameOf } = useUnits();
  const position = Form.useWatch('position', form);
  const chosenUnits = Form.useWatch('units', form) ?? [];
  const chosen = Form.useWatch('duties', form) ?? [];
  const takeNeeded = (nextPosition: string | undefined, nextUnits: readonly string[]) => {
    if (!catalogue) return;
    const known = nextUnits.flatMap((id) => byId.get(id) ?? []);
    form.setFieldValue('duties', dutiesNeeded(catalogue, nextPosition, known));
  };
  const surplus = catalogue
    ? surplusOf(
        catalogue,
        position,
        dutiesOf({ units: chosenUnits, duties: chosen }).map(({ duty }) => duty as DutyId),
      )
    : [];
  return (
    <>
      <Form.Item
        name="position"
        label={t('position.label')}
        rules={[{ required: true, message: t('form.needed', { ns: 'common' }) }]}
      >
        <Select
          options={catalogue?.positions.map(({ id }) => ({ value: id, label: t(`position.${id}`) }))}
          onChange={(value: string) => takeNeeded(value, chosenUnits)}
        />
      </Form.Item>
      <Form.Item
        name="units"
        label={t('unitsOfDuties')}
        rules={[{ required: true, message: t('form.needed', { ns: 'common' }) }]}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(value: string[]) => takeNeeded(position, value)}
        />
      </Form.Item>
      <Form.Item
        name="duties"
        label={t('duty.label')}
        rules={[{ required: true, message: t('form.needed', { ns: 'common' }) }]}
      >
        <DutyBoxes
          catalogue={catalogue}
          units={chosenUnits.map((id) => ({ id, name: nameOf(id), kind: byId.get(id)?.kind ?? '' }))}
        />
      </Form.Item>
      {surplus.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={t('surplus.title')}
          description={<SurplusList surplus={surplus} />}
        />
      )}
    </>
  );
}

interface DutyBoxesProps {
  readonly catalogue: DutyCatalogue | undefined;
  readonly units: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
  readonly value?: readonly string[];
  readonly onChange?: (value: readonly string[]) => void;
}

function DutyBoxes({ catalogue, units, value = [], onChange }: DutyBoxesProps) {
  const { t } = useTranslation('accounts');
  return (
    <>
      {units.map((unit) => {
        const duties = catalogue?.duties.filter(({ unitKinds }) => unitKinds.includes(unit.kind)) ?? [];
        const ofUnit = duties.map(({ id }) => `${id} ${unit.id}`);
        return (
          <div key={unit.id} style={{ marginBottom: 8 }}>
            {units.length > 1 && <div style={{ color: '#595f69' }}>{unit.name}</div>}
            {duties.length === 0 && <div>{t('noDutyHere')}</div>}
            <Checkbox.Group
              role="group"
              aria-label={`${t('duty.label')}: ${unit.name}`}
              style={{ display: 'flex', flexDirection: 'column', gap: 6 }}
              value={value.filter((one) => ofUnit.includes(one))}
              onChange={(next: string[]) => onChange?.([...value.filter((one) => !ofUnit.includes(one)), ...next])}
              options={duties.map((duty) => ({
                value: `${duty.id} ${unit.id}`,
                label: duty.givesAuthority ? `${t(`duty.${duty.id}`)} – ${t('twoApprove')}` : t(`duty.${duty.id}`),
              }))}
            />
          </div>
        );
      })}
    </>
  );
}

export function SurplusList({
  surplus,
}: {
  readonly surplus: readonly { readonly duty: string; readonly actions: readonly string[] }[];
}) {
  const { t } = useTranslation('accounts');
  return (
    <ul style={{ margin: 0, paddingInlineStart: 18 }}>
      {surplus.map(({ duty, actions }) => (
        <li key={duty}>
          {t(`duty.${duty}`)}:{' '}
          {actions.map((action) => t(`action.${action.replace('.', '_')}`, { defaultValue: action })).join(', ') ||
            t('surplus.nothing')}
        </li>
      ))}
    </ul>
  );
}
