import { useQueryClient } from '@tanstack/react-query';
import { App, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { procedureSchema } from '../../../../contracts/procedure.schema';
import { FilePreview } from '../../components/file-preview';
import { describeProblem } from '../../components/problem-alert';
import { call } from '../../lib/api-client';
import { ComponentRow } from './component-row';
import type { Draft, DraftContent } from './draft-saver';

export type ComponentRule = z.infer<typeof procedureSchema>['components'][number];
export type Attachment = Draft['attachments'][number];

interface ComponentChecklistProps {
  readonly draftId: string;
  readonly rules: readonly ComponentRule[];
  readonly handedIn: DraftContent['components'];
  readonly attachments: readonly Attachment[];
  /** Components the completeness check still misses. */
  readonly missing: readonly string[];
  readonly onCopies: (componentId: string, copies: number) => void;
}

/** The papers of the dossier: how many copies are in hand, and their scans. */
export function ComponentChecklist(props: ComponentChecklistProps) {
  const { draftId, rules, handedIn, attachments, missing, onCopies } = props;
  const { t } = useTranslation('intake');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<Attachment>();

  const upload = async (componentId: string, files: readonly File[]) => {
    setBusy((before) => [...before, componentId]);
    try {
      for (const file of files) {
        const form = new FormData();
        form.set('componentId', componentId);
        form.set('file', file, file.name);
        await call('POST', `/drafts/${draftId}/files`, { form });
      }
    } catch (error) {
      void message.error(describeProblem(error, common).title);
    } finally {
      setBusy((before) => before.filter((one) => one !== componentId));
      await queries.invalidateQueries({ queryKey: ['draft', draftId] });
    }
  };
  const remove = async (file: Attachment) => {
    try {
      await call('DELETE', `/drafts/${draftId}/files/${file.id}`);
    } catch (error) {
      void message.error(describeProblem(error, common).title);
    } finally {
      await queries.invalidateQueries({ queryKey: ['draft', draftId] });
    }
  };

  const filesOf = (id: string) => attachments.filter(({ componentId }) => componentId === id);
  // Nothing moves under the hand: a paper that was asked for once stays where it is.
  const isAsked = ({ id, required }: ComponentRule) =>
    required === true || missing.includes(id) || handedIn[id] !== undefined || filesOf(id).length > 0;
  const papers = rules.filter(({ source }) => source !== 'nationalDb');
  const asked = papers.filter(isAsked);
  const others = papers.filter((rule) => !isAsked(rule));
  const row = (rule: ComponentRule) => (
    <ComponentRow
      key={rule.id}
      rule={rule}
      copies={handedIn[rule.id]?.copies ?? 0}
      files={filesOf(rule.id)}
      isMissing={missing.includes(rule.id)}
      isBusy={busy.includes(rule.id)}
      onCopies={(copies) => onCopies(rule.id, copies)}
      onUpload={(files) => void upload(rule.id, files)}
      onShow={setShown}
      onRemove={(file) => void remove(file)}
    />
  );

  return (
    <>
      <h2 className="sodo-side-title">{t('papers')}</h2>
      <ul className="sodo-checklist">{asked.map(row)}</ul>
      {others.length > 0 && (
        <details className="sodo-other-papers">
          <summary>{t('otherPapers', { count: others.length })}</summary>
          <ul className="sodo-checklist">{others.map(row)}</ul>
        </details>
      )}
      <Drawer
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        size="large"
        title={shown?.fileName ?? t('file.preview')}
        destroyOnHidden
      >
        {shown && (
          <FilePreview
            path={`/drafts/${draftId}/files/${shown.id}`}
            mediaType={shown.mediaType}
            title={shown.fileName}
            height="75vh"
          />
        )}
      </Drawer>
    </>
  );
}
