import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PageLoading } from '../../../components/page-loading';
import { ProblemAlert } from '../../../components/problem-alert';
import { ProcessDiagram, type DiagramMark } from '../../../components/process-diagram';
import { download } from '../../../lib/api-client';
import { stepNames, type Dossier } from '../use-dossier';

/** The diagram with the path so far and where the dossier stands; the same in words for whoever does not see it. */
export function ProcessView({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const { data: xml, error } = useQuery({
    queryKey: ['bpmn', dossier.procedureKey, dossier.procedureVersion],
    queryFn: async () => (await download(`/dossiers/${dossier.id}/bpmn`)).blob.text(),
    staleTime: Infinity,
  });
  const { completed, active, failed, flows } = dossier.diagram;
  const names = stepNames(dossier);
  const marks: DiagramMark[] = [
    ...completed
      .filter((element) => !active.includes(element))
      .map((element) => ({ element, kind: 'completed' }) as const),
    ...active.map((element) => ({ element, kind: 'active' }) as const),
    ...failed.map(({ element }) => ({ element, kind: 'failed' }) as const),
  ];
  const here = dossier.tasks.filter(({ state }) => state === 'open').map(({ name }) => name);
  return (
    <>
      <p>
        {here.length > 0 ? t('process.here', { steps: here.join(', ') }) : t(`common:status.${dossier.status}`)}
        {failed.map(({ element, message }) => (
          <span key={element}>
            <br />
            {t('process.failed', { step: names.ofElement(element), message })}
          </span>
        ))}
      </p>
      <ProblemAlert error={error} />
      {xml === undefined ? (
        !error && <PageLoading />
      ) : (
        <ProcessDiagram xml={xml} marks={marks} flows={flows} height={440} />
      )}
    </>
  );
}
