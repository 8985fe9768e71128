import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import type { projectListSchema } from '../../../../contracts/project.schema';
import type { CaseFile } from '../../components/case-file-field';
import { DayPicker } from '../../components/day-picker';
import { Paper, TextArea } from '../../components/form-fields';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { RestoredNote } from '../../components/restored-note';
import { sentPaper, typedText } from '../../lib/form-values';
import { get } from '../../lib/api-client';
import { today } from '../../lib/server-clock';
import { useCommand } from '../../lib/use-command';
import { useDialogDraft } from '../../lib/use-dialog-draft';
import { useMe } from '../../lib/use-session';
import { useUnits } from '../../lib/use-units';
import { dutiesNeeded, dutiesOf, RightsFields, type RightsValues } from './rights-fields';
import { useDutyCatalogue } from './accounts';

interface Values extends RightsValues {
  readonly fullName: string;
  readonly birthDate: string;
  readonly nationalId: string;
  readonly username: string;
  readonly email: string;
  readonly title: string;
  readonly unitId: string;
  readonly projectId?: string;
  readonly number: string;
  readonly date: string;
  readonly files: readonly CaseFile[];
  readonly note?: string;
}

/** Ask in writing for an account for one named person (A7.1a): one screen, kept over a reload. */
export function NewAccountPage() {
  const { t } = useTranslation('accounts');
  const { t: common } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const { units, byId } = useUnits();
  const catalogue = useDutyCatalogue();
  const [form] = Form.useForm<Values>();
  const draft = useDialogDraft(form, 'account', 'new');
  const command = useCommand<{ readonly id: string }>({
    onDone: ({ id }) => {
      draft.clear();
      void navigate(`/accounts/${id}`);
    },
  });
  const needed = [{ required: true, whitespace: true, message: common('form.needed') }];
  const chooseUnit = (unitId: string) => {
    const unit = byId.get(unitId);
    form.setFieldValue('projectId', undefined);
    // A contractor works in the units of its project, not in its own.
    if (unit?.kind === 'contractor') {
      form.setFieldsValue({ position: 'contractorSurveyor', units: [], duties: [] });
      return;
    }
    form.setFieldValue('units', [unitId]);
    if (catalogue && unit)
      form.setFieldValue('duties', dutiesNeeded(catalogue, form.getFieldValue('position') as string, [unit]));
  };
  const unitId = Form.useWatch('unitId', form) as string | undefined;
  const isContractor = unitId !== undefined && byId.get(unitId)?.kind === 'contractor';
  const lead = me.roles.find(({ role }) => role === 'unitHead')?.unitId;
  return (
    <Page title={t('new.title')}>
      <RestoredNote shown={draft.restored !== undefined} />
      <ProblemAlert error={command.error} />
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ unitId: lead, units: lead === undefined ? [] : [lead], ...draft.restored }}
        onValuesChange={draft.onValuesChange}
        scrollToFirstError={{ focus: true }}
        onFinish={(values) => command.mutate({ path: '/accounts', body: bodyOf(values) })}
      >
        <Flex gap={12} wrap align="start">
          <Card size="small" title={t('new.person')} style={{ flex: '1 1 320px', minWidth: 0 }}>
            <Form.Item name="fullName" label={t('fullName')} rules={needed}>
              <Input maxLength={200} autoFocus />
            </Form.Item>
            <Flex gap={12} wrap>
              <Form.Item
                name="birthDate"
                label={t('birthDate')}
                rules={[{ required: true, message: common('form.needed') }]}
              >
                <DayPicker last={today()} />
              </Form.Item>
              <Form.Item
                name="nationalId"
                label={t('nationalId')}
                rules={[{ required: true, pattern: /^\d{12}$/, message: t('new.nationalIdNeeded') }]}
              >
                <Input inputMode="numeric" maxLength={12} style={{ width: 170 }} />
              </Form.Item>
            </Flex>
            <Form.Item name="title" label={t('jobTitle')} rules={needed}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item
              name="username"
              label={t('username')}
              rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{2,60}$/, message: t('new.usernameNeeded') }]}
            >
              <Input maxLength={61} autoCapitalize="off" spellCheck={false} />
            </Form.Item>
            <Form.Item
              name="email"
              label={t('email')}
              rules={[{ required: true, type: 'email', message: t('new.emailNeeded') }]}
            >
              <Input maxLength={200} />
            </Form.Item>
          </Card>
          <Card size="small" title={t('new.rights')} style={{ flex: '1 1 320px', minWidth: 0 }}>
            <Form.Item name="unitId" label={t('unit')} rules={[{ required: true, message: common('form.needed') }]}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={units.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={chooseUnit}
              />
            </Form.Item>
            {isContractor && <ProjectField contractor={unitId} />}
            <RightsFields />
          </Card>
          <Card size="small" title={t('new.letter')} style={{ flex: '1 1 280px', minWidth: 0 }}>
            <Paper />
            <TextArea name="note" label={t('note')} max={1000} />
          </Card>
        </Flex>
        <Flex gap={8} style={{ marginTop: 12 }}>
          <Button type="primary" htmlType="submit" loading={command.isPending}>
            {t('new.send')}
          </Button>
          <Button onClick={() => draft.giveUp() && void navigate('/accounts')}>{common('action.cancel')}</Button>
        </Flex>
      </Form>
    </Page>
  );
}

/** A7.1e: the project a contractor's person works for. */
function ProjectField({ contractor }: { readonly contractor: string }) {
  const { t } = useTranslation('accounts');
  const { t: common } = useTranslation();
  const { data } = useQuery({
    queryKey: ['projects', 'of', contractor],
    queryFn: () =>
      get<z.infer<typeof projectListSchema>>('/contractor-projects', { query: { open: true, contractor } }),
  });
  return (
    <Form.Item name="projectId" label={t('project')} rules={[{ required: true, message: common('form.needed') }]}>
      <Select options={data?.items.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))} />
    </Form.Item>
  );
}

function bodyOf({ number, date, files, note, units, duties, ...person }: Values) {
  return {
    ...person,
    duties: dutiesOf({ units, duties }),
    document: sentPaper({ number, date, files }),
    note: typedText(note),
  };
}
