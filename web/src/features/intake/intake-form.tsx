import { Badge, Button, Tabs } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import LazyJsonForm from '../../components/lazy-json-form';
import type { JsonObject } from '../../components/json-form/schema-paths';
import { sectionOf, type IntakeSection } from './intake-sections';
import { ParcelSearch, type FoundParcel } from './parcel-search';
import { PeopleSearch } from './people-search';
import { RestrictionWarning } from './restriction-warning';

interface IntakeFormProps {
  readonly draftId: string;
  readonly form: { readonly schema: JsonObject; readonly uiSchema: JsonObject };
  readonly sections: readonly IntakeSection[];
  readonly section: IntakeSection['key'];
  readonly onSection: (section: IntakeSection['key']) => void;
  readonly data: JsonObject;
  /** What the server found wrong, by JSON pointer. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly showAll: boolean;
  /** Field that has to come under the hand. */
  readonly asked: string | undefined;
  readonly onAnswered: () => void;
  readonly onChange: (data: JsonObject) => void;
}

const ID_PREFIX = 'intake';

/** The application, one part at a time; each part offers what the office knows already. */
export function IntakeForm(props: IntakeFormProps) {
  const { form, sections, section, onSection, data, errors, showAll, asked, onAnswered, onChange } = props;
  const { t } = useTranslation('intake');
  const index = sections.findIndex(({ key }) => key === section);
  const current = sections[index];
  const next = sections[index + 1];
  useFieldUnderHand(asked, onAnswered);
  const fill = (part: JsonObject) => onChange({ ...data, ...part });
  const serial = (data['certificate'] as { readonly serial?: string } | undefined)?.serial ?? '';
  return (
    <>
      <Tabs
        size="small"
        activeKey={section}
        onChange={(key) => onSection(key as IntakeSection['key'])}
        items={sections.map(({ key }, position) => ({
          key,
          label: (
            <Badge
              size="small"
              offset={[8, -1]}
              color="#a05a00"
              count={errors.filter(({ path }) => sectionOf(sections, path)?.key === key).length}
            >
              {`${position + 1}. ${t(`section.${key}`)}`}
            </Badge>
          ),
        }))}
      />
      {(section === 'applicant' || section === 'transferor') && (
        <PeopleSearch key={section} id={`people-${section}`} onPick={(party) => fill({ [section]: party })} />
      )}
      {section === 'land' && (
        <>
          <ParcelSearch onPick={(parcel) => fill(fieldsOf(parcel, data))} />
          <div style={{ height: 8 }} />
          <RestrictionWarning serial={serial} />
        </>
      )}
      <LazyJsonForm
        schema={form.schema}
        uiSchema={form.uiSchema}
        data={Object.keys(data).length === 0 ? undefined : data}
        onChange={onChange}
        only={current?.fields}
        showAll={showAll}
        idPrefix={ID_PREFIX}
      />
      {next && (
        <Button style={{ marginTop: 8 }} onClick={() => onSection(next.key)}>
          {t('nextSection', { name: t(`section.${next.key}`) })}
        </Button>
      )}
    </>
  );
}

/** The land data's words for what the application asks; the holder is whoever transfers, unless a name stands there. */
function fieldsOf(parcel: FoundParcel, data: JsonObject): JsonObject {
  const { communeCode, sheetNumber, parcelNumber, address, areaM2, purposes, certificate } = parcel;
  const transferor = (data['transferor'] ?? {}) as { readonly fullName?: string };
  return {
    parcel: { communeCode, sheetNumber, parcelNumber, address, areaM2, purposes },
    ...(certificate && {
      certificate: {
        serial: certificate.serial,
        registerNumber: certificate.registerNumber,
        issuedOn: certificate.issuedOn,
      },
      transferor: { ...transferor, fullName: transferor.fullName ?? certificate.holderName },
    }),
  };
}

/** Focuses a field once the part it stands in is drawn. */
function useFieldUnderHand(pointer: string | undefined, onAnswered: () => void): void {
  useEffect(() => {
    if (pointer === undefined) return undefined;
    const frame = requestAnimationFrame(() => {
      focusNearest(pointer.split('/').filter(Boolean));
      onAnswered();
    });
    return () => cancelAnimationFrame(frame);
  }, [pointer, onAnswered]);
}

/** The field itself, or the part it would stand in when that is not begun yet. */
function focusNearest(path: readonly string[]): void {
  if (path.length === 0) return;
  const field = document.getElementById([ID_PREFIX, ...path].join('_'));
  if (!field) return focusNearest(path.slice(0, -1));
  const control = field.matches('input, textarea')
    ? field
    : field.querySelector<HTMLElement>('input:not([disabled]), textarea, button');
  (control ?? field).focus();
  (control ?? field).scrollIntoView({ block: 'nearest' });
}
