import { Descriptions, Drawer, Grid, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatClock, formatDate, formatNumber } from '../../lib/format';
import { mayDo, useMe } from '../../lib/use-session';
import type { AuditEntryOf } from './audit-entry';
import { Action, Actor, Subject } from './entry-cells';

interface EntryDrawerProps {
  readonly entry: AuditEntryOf | undefined;
  readonly onClose: () => void;
}

/** Everything the log tells of one act, and its place in the chain. */
export function EntryDrawer({ entry, onClose }: EntryDrawerProps) {
  const { t } = useTranslation('audit');
  const { md } = Grid.useBreakpoint();
  return (
    <Drawer
      open={entry !== undefined}
      onClose={onClose}
      size={md ? 620 : '100%'}
      destroyOnHidden
      title={entry && <Action of={entry} />}
      closable={{ 'aria-label': t('close') }}
    >
      {entry && <Entry entry={entry} />}
    </Drawer>
  );
}

function Entry({ entry }: { readonly entry: AuditEntryOf }) {
  const { t } = useTranslation('audit');
  const me = useMe();
  const { id, at, actor, subject, unit, address, detail, seal } = entry;
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['at', `${formatDate(at)} ${formatClock(at)}`],
    ['who', <Both key="who" words={<Actor of={entry} />} id={actor.id} />],
    ['subject', subject && <Both key="subject" words={<Subject of={entry} />} id={subject.id} />],
    ['unit', unit?.name],
    ['address', address],
    [
      'detail',
      <pre key="detail" className="sodo-audit-detail">
        {JSON.stringify(detail, null, 2)}
      </pre>,
    ],
    ['entry', <Code key="entry">{id}</Code>],
    ['number', seal ? formatNumber(seal.number) : t('notSealed')],
    ['previousHash', seal && <Code key="previous">{seal.previousHash}</Code>],
    ['hash', seal && <Code key="hash">{seal.hash}</Code>],
  ];
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={rows
          .filter(([, value]) => value !== null && value !== undefined)
          .map(([key, children]) => ({ key, label: t(key), children }))}
      />
      {subject?.type === 'dossier' && mayDo(me, 'dossier.read') && (
        <p>
          <Link to={`/dossiers/${subject.id}`}>{t('openDossier')}</Link>
        </p>
      )}
    </>
  );
}

function Both({ words, id }: { readonly words: ReactNode; readonly id: string }) {
  return (
    <>
      <div>{words}</div>
      <Code>{id}</Code>
    </>
  );
}

function Code({ children }: { readonly children: string }) {
  return (
    <Typography.Text code style={{ overflowWrap: 'anywhere', fontSize: 12 }}>
      {children}
    </Typography.Text>
  );
}
