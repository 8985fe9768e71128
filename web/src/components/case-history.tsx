import { Timeline } from 'antd';
import type { z } from 'zod';
import type { caseHistorySchema } from '../../../contracts/case.schema';
import { formatDateTime } from '../lib/format';
import './case-history.css';

export type CaseStep = z.infer<typeof caseHistorySchema>[number];

interface CaseHistoryProps {
  readonly history: readonly CaseStep[];
  /** How a command is called. */
  readonly stepName: (command: string) => string;
  /** Who acts when nobody does. */
  readonly system: string;
  /** What an event says beyond its step. */
  readonly describe?: (event: CaseStep['events'][number]) => string | undefined;
}

/** Everything that was done in a case and everything that fell due, the newest first, with words and papers. */
export function CaseHistory({ history, ...names }: CaseHistoryProps) {
  return (
    <Timeline
      items={history.toReversed().map((step) => ({ key: step.seq, content: <OneStep step={step} {...names} /> }))}
    />
  );
}

function OneStep({
  step: { at, by, command, text, files, events },
  stepName,
  system,
  describe,
}: Omit<CaseHistoryProps, 'history'> & { readonly step: CaseStep }) {
  return (
    <>
      <div>
        <strong>{stepName(command)}</strong> · {by.id === 'system' ? system : by.displayName} · {formatDateTime(at)}
      </div>
      {events.map((event, index) => {
        const said = describe?.(event);
        return said && <div key={index}>{said}</div>;
      })}
      {text && <div className="sodo-case-text">{text}</div>}
      {files.map(({ id, fileName }) => (
        <div key={id}>
          <a href={`/api/v1/case-files/${id}`} target="_blank" rel="noreferrer">
            {fileName}
          </a>
        </div>
      ))}
    </>
  );
}
