import { MinusOutlined, PlusOutlined, ExpandOutlined } from '@ant-design/icons';
import { Alert, Button, Flex } from 'antd';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawMarks } from './draw-marks';
import './diagram.css';

export interface DiagramMark {
  readonly element: string;
  /** `heat`: coloured by `weight`, from 0 (cold) to 1 (hot). */
  readonly kind: 'completed' | 'active' | 'failed' | 'heat';
  readonly weight?: number;
  /** A short text at the element: a count, a time. */
  readonly label?: string;
}

export interface ProcessDiagramProps {
  /** BPMN 2.0 XML with its layout. */
  readonly xml: string;
  readonly marks: readonly DiagramMark[];
  /** Sequence flows that were taken. */
  readonly flows?: readonly string[];
  readonly height?: number | string;
  readonly onSelect?: (element: string) => void;
}

/** The drawing itself, by bpmn-js. */
export function DiagramCanvas({ xml, marks, flows, height = 420, onSelect }: ProcessDiagramProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<NavigatedViewer>();
  const [broken, setBroken] = useState(false);
  const select = useRef(onSelect);
  useEffect(() => {
    select.current = onSelect;
  });

  useEffect(() => {
    const container = place.current;
    if (!container) return undefined;
    const made = new NavigatedViewer({ container });
    let gone = false;
    made.importXML(xml).then(
      () => {
        if (gone) return;
        fit(made);
        setViewer(made);
      },
      () => !gone && setBroken(true),
    );
    made.on('element.click', (event: { element: { id: string } }) => select.current?.(event.element.id));
    return () => {
      gone = true;
      setViewer(undefined);
      made.destroy();
    };
  }, [xml]);

  useEffect(() => {
    if (!viewer) return undefined;
    return drawMarks(viewer, marks, flows ?? []);
  }, [viewer, marks, flows]);

  if (broken) return <Alert type="warning" showIcon title={t('diagram.broken')} />;
  const zoom = (step: number) => {
    if (viewer) viewer.get<{ stepZoom(step: number): void }>('zoomScroll').stepZoom(step);
  };
  return (
    <div style={{ position: 'relative' }}>
      <div
        ref={place}
        className="sodo-diagram"
        role="group"
        aria-label={t('diagram.label')}
        style={{ height, border: '1px solid #d0d7de', background: '#fff' }}
      />
      <Flex gap={4} style={{ position: 'absolute', top: 8, right: 8 }} className="sodo-no-print">
        <Button size="small" icon={<PlusOutlined />} aria-label={t('diagram.zoomIn')} onClick={() => zoom(1)} />
        <Button size="small" icon={<MinusOutlined />} aria-label={t('diagram.zoomOut')} onClick={() => zoom(-1)} />
        <Button
          size="small"
          icon={<ExpandOutlined />}
          aria-label={t('diagram.fit')}
          onClick={() => viewer && fit(viewer)}
        />
      </Flex>
    </div>
  );
}

function fit(viewer: NavigatedViewer): void {
  viewer.get<{ zoom(level: string, center: string): void }>('canvas').zoom('fit-viewport', 'auto');
}
