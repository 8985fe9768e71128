import { lazy, Suspense } from 'react';
import { PageLoading } from './page-loading';
import type { ProcessDiagramProps } from './process-diagram/diagram-canvas';

export type { DiagramMark } from './process-diagram/diagram-canvas';

/** bpmn-js is large: it comes when a diagram is looked at. */
const DiagramCanvas = lazy(async () => ({ default: (await import('./process-diagram/diagram-canvas')).DiagramCanvas }));

/** A procedure as its BPMN diagram, with what has happened marked on it; can be moved and zoomed. */
export function ProcessDiagram(props: ProcessDiagramProps) {
  return (
    <Suspense fallback={<PageLoading />}>
      <DiagramCanvas {...props} />
    </Suspense>
  );
}
