import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { Form, Input } from 'antd';
import type { CaseFile } from '../../components/case-file-field';
import { DayPicker } from '../../components/day-picker';
import { Paper, TextArea, Yes } from '../../components/form-fields';
import { sentPaper, typedText } from '../../lib/form-values';
import type { AccountCase } from './accounts';
import { dutiesOf, RightsFields, type RightsValues } from './rights-fields';

/** Every field a step of an account may have; each step uses some. */
export interface StepValues extends RightsValues {
  readonly text?: string;
  readonly note?: string;
  readonly on?: string;
  readonly username?: string;
  readonly renewSecondFactor?: boolean;
  readonly number?: string;
  readonly date?: string;
  readonly files?: readonly CaseFile[];
}

export interface AccountStep {
  /** Below the account's address. */
  readonly path: string;
  readonly fields: (t: TFunction<'accounts'>, account: AccountCase) => ReactNode;
  readonly initial?: (account: AccountCase) => StepValues;
  readonly body: (values: StepValues) => unknown;
  readonly danger?: true;
  /** Behind "More". */
  readonly rare?: true;
}

const letter = (t: TFunction<'accounts'>) => (
  <>
    <Paper />
    <TextArea name="note" label={t('note')} max={1000} />
  </>
);

const plain = (path: string): AccountStep => ({ path, fields: () => null, body: () => ({}) });
const reasoned = (path: string): AccountStep => ({
  path,
  fields: (t) => <TextArea name="text" label={t('reason')} required max={1000} />,
  body: ({ text }) => ({ reason: text }),
  danger: true,
});

/** What each step asks, and how it is sent; in the order of the work. */
export const ACCOUNT_STEPS: Readonly<Record<string, AccountStep>> = {
  checkPerson: plain('check'),
  approveAccount: plain('approve'),
  issueSecret: {
    path: 'issue',
    fields: (t, { username, status }) =>
      status === 'approved' && (
        <Form.Item
          name="username"
          label={t('username')}
          rules={[{ pattern: /^[a-z0-9][a-z0-9._-]{2,60}$/, message: t('new.usernameNeeded') }]}
        >
          <Input placeholder={username ?? undefined} maxLength={61} />
        </Form.Item>
      ),
    body: ({ username }) => ({ username: typedText(username) }),
  },
  approveRights: plain('rights/approve'),
  approveUnlock: plain('unlock/approve'),
  refuseAccount: reasoned('refuse'),
  refuseRights: reasoned('rights/refuse'),
  refuseUnlock: reasoned('unlock/refuse'),
  requestRights: {
    path: 'rights',
    initial: ({ position, duties }) => ({
      position: position ?? undefined,
      units: [...new Set(duties.map(({ unitId }) => unitId))],
      duties: duties.map(({ duty, unitId }) => `${duty} ${unitId}`),
    }),
    fields: (t) => (
      <>
        <RightsFields />
        {letter(t)}
      </>
    ),
    body: (values) => ({
      position: values.position,
      duties: dutiesOf(values),
      document: sentPaper(values),
      note: typedText(values.note),
    }),
  },
  requestUnlock: {
    path: 'unlock',
    fields: (t) => (
      <>
        {letter(t)}
        <Yes name="renewSecondFactor" label={t('renewSecondFactor.ask')} />
      </>
    ),
    body: (values) => ({
      document: sentPaper(values),
      note: typedText(values.note),
      renewSecondFactor: values.renewSecondFactor === true,
    }),
  },
  noticeDeparture: {
    path: 'departure',
    fields: (t) => (
      <>
        <Form.Item
          name="on"
          label={t('departureOn')}
          rules={[{ required: true, message: t('form.needed', { ns: 'common' }) }]}
        >
          <DayPicker />
        </Form.Item>
        {letter(t)}
      </>
    ),
    body: (values) => ({ on: values.on, document: sentPaper(values), note: typedText(values.note) }),
    rare: true,
  },
  withdrawDeparture: { ...plain('departure/withdraw'), rare: true },
  reportLeak: {
    path: 'leak',
    fields: (t) => <TextArea name="note" label={t('note')} max={1000} />,
    body: ({ note }) => ({ note: typedText(note) }),
    danger: true,
    rare: true,
  },
  endSessions: { ...reasoned('sessions/end'), rare: true },
  closeAccount: { ...reasoned('close'), rare: true },
};
