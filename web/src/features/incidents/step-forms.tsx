import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { CaseFile } from '../../components/case-file-field';
import { sentPaper, typedText } from '../../lib/form-values';
import { serverNow } from '../../lib/server-clock';
import { instantOf, momentOf } from '../../lib/typed-moment';
import { Choice, Choices, Lines, Moment, Paper, TextArea, Units, Yes } from '../../components/form-fields';
import { FUNCTIONS, INCIDENT_CLASSES, SEVERITIES, type IncidentPageData, type IncidentStep } from './incident';

/** Every field a step may have; each step uses some. */
export interface StepValues {
  readonly text?: string;
  readonly at?: string;
  readonly functions?: readonly string[];
  readonly mode?: string;
  readonly leader?: string;
  readonly kind?: string;
  readonly to?: string;
  readonly class?: string;
  readonly severity?: string;
  readonly personalData?: boolean;
  readonly affectedUnits?: readonly string[];
  readonly number?: string;
  readonly date?: string;
  readonly files?: readonly CaseFile[];
  readonly lines?: string;
  readonly followUp?: string;
}

export interface StepForm {
  readonly initial: (incident: IncidentPageData) => StepValues;
  readonly fields: (t: TFunction<'incidents'>, incident: IncidentPageData) => ReactNode;
  readonly body: (values: StepValues) => unknown;
  readonly danger?: true;
}

const HOURS_TO_MEND = 2;
const now = (): StepValues => ({ at: momentOf(serverNow()) });
const nothing = (): StepValues => ({});
const instant = (moment: string | undefined) => (moment === undefined ? undefined : instantOf(moment));

const happened: StepForm = {
  initial: now,
  fields: (t) => (
    <>
      <Moment name="at" label={t('field.at')} required />
      <TextArea name="text" label={t('field.note')} />
    </>
  ),
  body: ({ at, text }) => ({ at: instant(at), text: typedText(text) }),
};

const reasoned: StepForm = {
  initial: nothing,
  fields: (t) => <TextArea name="text" label={t('field.reason')} required />,
  body: ({ text }) => ({ reason: text }),
};

/** What each step asks, and how it is sent. */
export const STEP_FORMS: Readonly<Record<IncidentStep, StepForm>> = {
  notifyUnits: {
    initial: () => ({ at: momentOf(serverNow() + HOURS_TO_MEND * 3_600_000) }),
    fields: (t) => (
      <>
        <Moment name="at" label={t('field.expectedFixAt')} required />
        <TextArea name="text" label={t('field.message')} />
      </>
    ),
    body: ({ at, text }) => ({ expectedFixAt: instant(at), message: typedText(text) }),
  },
  orderStop: {
    initial: () => ({ mode: 'readOnly' }),
    fields: (t) => (
      <>
        <Choices name="functions" label={t('field.functions')} options={functionOptions(t, FUNCTIONS)} />
        <Choice
          name="mode"
          label={t('field.mode')}
          options={(['readOnly', 'off'] as const).map((value) => ({ value, label: t(`mode.${value}`) }))}
        />
        <TextArea name="text" label={t('field.reason')} required />
      </>
    ),
    body: ({ functions, mode, text }) => ({ functions, mode, reason: text }),
    danger: true,
  },
  liftStop: {
    initial: ({ stops }) => ({ functions: stops.map((stop) => stop.function) }),
    fields: (t, { stops }) => (
      <Choices
        name="functions"
        label={t('field.functionsToOpen')}
        options={functionOptions(
          t,
          stops.map((stop) => stop.function),
        )}
      />
    ),
    body: ({ functions }) => ({ functions }),
  },
  tellLeader: {
    initial: (incident) => ({ leader: untold(incident)[0] }),
    fields: (t, incident) => (
      <>
        <Choice
          name="leader"
          label={t('field.leader')}
          options={untold(incident).map((value) => ({ value, label: t(`leader.${value}`) }))}
        />
        <TextArea name="text" label={t('field.told')} />
      </>
    ),
    body: ({ leader, text }) => ({ leader, text: typedText(text) }),
  },
  recordMeasure: {
    initial: () => ({ kind: 'containment' }),
    fields: (t) => (
      <>
        <Choice
          name="kind"
          label={t('field.kind')}
          options={(['containment', 'fix'] as const).map((value) => ({ value, label: t(`measure.${value}`) }))}
        />
        <TextArea name="text" label={t('field.done')} required />
      </>
    ),
    body: ({ kind, text }) => ({ kind, text }),
  },
  recordHardwareFixed: happened,
  recordInterruption: happened,
  recordServiceRestored: happened,
  recordAuthorityNotice: {
    initial: now,
    fields: (t) => (
      <>
        <Moment name="at" label={t('field.at')} required />
        <Paper />
      </>
    ),
    body: ({ at, ...paper }) => ({
      at: instant(at),
      document: sentPaper(paper),
    }),
  },
  issueQuickReport: {
    initial: nothing,
    fields: (t) => <TextArea name="text" label={t('field.summary')} required />,
    body: ({ text }) => ({ summary: text }),
  },
  recordFix: {
    initial: now,
    fields: (t) => (
      <>
        <Moment name="at" label={t('field.at')} required />
        <TextArea name="text" label={t('field.done')} required />
      </>
    ),
    body: ({ at, text }) => ({ at: instant(at), text }),
  },
  recordCause: {
    initial: nothing,
    fields: (t) => (
      <>
        <TextArea name="text" label={t('field.cause')} required />
        <Lines name="lines" label={t('field.followUps')} />
      </>
    ),
    body: ({ text, lines = '' }) => ({
      text,
      followUps: lines
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    }),
  },
  settleFollowUp: {
    initial: ({ followUps }) => ({ followUp: String(followUps.find(({ done }) => !done)?.number ?? '') }),
    fields: (t, { followUps }) => (
      <>
        <Choice
          name="followUp"
          label={t('field.followUp')}
          options={followUps
            .filter(({ done }) => !done)
            .map(({ number, text }) => ({ value: String(number), label: text }))}
        />
        <TextArea name="text" label={t('field.note')} />
      </>
    ),
    body: ({ followUp, text }) => ({ number: Number(followUp), text: typedText(text) }),
  },
  closeIncident: {
    initial: nothing,
    fields: (t) => <TextArea name="text" label={t('field.note')} />,
    body: ({ text }) => ({ text: typedText(text) }),
  },
  reopenIncident: reasoned,
  reclassifyIncident: {
    initial: ({ class: incidentClass, severity, personalData, affectedUnits }) => ({
      ...{ class: incidentClass, severity, personalData },
      affectedUnits: affectedUnits.map(({ id }) => id),
    }),
    fields: (t) => (
      <>
        <Kind t={t} />
        <TextArea name="text" label={t('field.reason')} required />
      </>
    ),
    body: ({ text, class: incidentClass, severity, personalData = false, affectedUnits = [] }) => ({
      ...{ class: incidentClass, severity, personalData, affectedUnits, reason: text },
    }),
  },
  handOverDuty: {
    initial: nothing,
    fields: (t, { duty }) => (
      <>
        <Choice
          name="to"
          label={t('field.to')}
          options={(['dataCentre', 'vendor', 'department'] as const)
            .filter((value) => value !== duty)
            .map((value) => ({ value, label: t(`duty.${value}`) }))}
        />
        <TextArea name="text" label={t('field.reason')} required />
      </>
    ),
    body: ({ to, text }) => ({ to, reason: text }),
  },
  dismissIncident: { ...reasoned, danger: true },
};

/** What it is, how grave, and whom it keeps from working. */
export function Kind({ t }: { readonly t: TFunction<'incidents'> }) {
  return (
    <>
      <Choice
        name="class"
        label={t('class.label')}
        options={INCIDENT_CLASSES.map((value) => ({ value, label: t(`class.${value}`) }))}
      />
      <Choice
        name="severity"
        label={t('severity.label')}
        options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
      />
      <Yes name="personalData" label={t('field.personalData')} />
      <Units name="affectedUnits" label={t('affectedUnits')} />
    </>
  );
}

function untold({ leadersToTell, leadersTold }: IncidentPageData) {
  return leadersToTell.filter((leader) => !leadersTold.includes(leader));
}

function functionOptions(t: TFunction<'incidents'>, names: readonly (typeof FUNCTIONS)[number][]) {
  return names.map((value) => ({ value, label: t(`function.${value}`) }));
}
