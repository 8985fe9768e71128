import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Card } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Completeness, Receipt } from '../../../../contracts/draft.schema';
import type { procedureSchema } from '../../../../contracts/procedure.schema';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { isProblem } from '../../lib/problem';
import { useCommand } from '../../lib/use-command';
import { useMe } from '../../lib/use-session';
import { useShortcut } from '../../lib/use-shortcut';
import { CompletenessPanel } from './completeness-panel';
import { ComponentChecklist } from './component-checklist';
import { DraftConflict } from './draft-conflict';
import type { Draft } from './draft-saver';
import { IntakeForm } from './intake-form';
import { sectionOf, sectionsOf, type IntakeSection } from './intake-sections';
import { SaveState } from './save-state';
import { useDraft } from './use-draft';

interface IntakeDeskProps {
  readonly draft: Draft;
  readonly procedure: z.infer<typeof procedureSchema>;
  readonly onReceived: (receipt: Receipt) => void;
}

/** The form on the left; papers, fee, verdict and the button that receives the dossier on the right. */
export function IntakeDesk({ draft, procedure, onReceived }: IntakeDeskProps) {
  const { t } = useTranslation('intake');
  const me = useMe();
  const { saver, state, restored } = useDraft(draft, me.accountId);
  const form = procedure.forms[procedure.submissionForm];
  const sections = sectionsOf(form?.schema ?? {});
  const [section, setSection] = useState<IntakeSection['key']>(sections[0]?.key ?? 'rest');
  const [asked, setAsked] = useState<string>();
  const [noticed, setNoticed] = useState(false);
  const receive = useCommand<Receipt>({ onDone: onReceived });
  const scans = draft.attachments.map(({ id }) => id).join();
  const { data: verdict } = useQuery({
    queryKey: ['draft-completeness', draft.id, state.version, scans],
    queryFn: () => get<Completeness>(`/drafts/${draft.id}/completeness`),
    placeholderData: keepPreviousData,
  });

  const submit = async () => {
    if (receive.isPending || !(await saver.flush())) return;
    receive.mutate({ path: `/drafts/${draft.id}/submit`, body: {} });
  };
  useShortcut('mod+Enter', () => void submit());
  const goTo = (pointer: string) => {
    const found = sectionOf(sections, pointer);
    if (found) setSection(found.key);
    setAsked(pointer);
  };
  const refused = isProblem(receive.error) ? receive.error : undefined;
  return (
    <Page
      title={procedure.shortName}
      beside={<SaveState state={state} />}
      actions={
        <Button type="primary" size="large" loading={receive.isPending} onClick={() => void submit()}>
          {t('submit')}
        </Button>
      }
    >
      {refused?.code !== 'DOSSIER_INCOMPLETE' && <ProblemAlert error={receive.error} onClose={receive.reset} />}
      {refused?.code === 'DOSSIER_INCOMPLETE' && verdict && !verdict.complete && (
        <Alert type="error" showIcon role="alert" title={t('incomplete')} style={{ marginBottom: 12 }} />
      )}
      {state.status === 'refused' && <ProblemAlert error={state.error} />}
      {restored && !noticed && (
        <Alert
          type="info"
          showIcon
          title={t('restored')}
          closable={{ onClose: () => setNoticed(true) }}
          style={{ marginBottom: 12 }}
        />
      )}
      <DraftConflict
        state={state}
        schema={form?.schema ?? {}}
        rules={procedure.components}
        onMine={() => void saver.keepMine()}
        onTheirs={() => saver.takeTheirs()}
      />
      <div className="sodo-intake">
        <Card size="small" className="sodo-intake-form">
          {form && (
            <IntakeForm
              draftId={draft.id}
              form={form}
              sections={sections}
              section={section}
              onSection={setSection}
              data={state.content.form}
              errors={verdict?.errors ?? []}
              showAll={refused?.code === 'DOSSIER_INCOMPLETE'}
              asked={asked}
              onAnswered={() => setAsked(undefined)}
              onChange={(next) => saver.change((content) => ({ ...content, form: next as Draft['form'] }))}
            />
          )}
        </Card>
        <Card size="small" className="sodo-intake-side">
          <CompletenessPanel verdict={verdict} sections={sections} onField={goTo} />
          <ComponentChecklist
            draftId={draft.id}
            rules={procedure.components}
            handedIn={state.content.components}
            attachments={draft.attachments}
            missing={verdict?.missing.map(({ componentId }) => componentId) ?? []}
            onCopies={(componentId, copies) =>
              saver.change(({ form: typed, components }) => ({
                form: typed,
                components: { ...components, [componentId]: { ...components[componentId], copies } },
              }))
            }
          />
        </Card>
      </div>
    </Page>
  );
}
