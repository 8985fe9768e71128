import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { COLOURS } from '../../app/theme';
import { formatNumber } from '../../lib/format';
import type { Behind, sumUnits } from './board';
import './sla.css';

interface TotalTilesProps {
  readonly totals: ReturnType<typeof sumUnits>;
  readonly onOpen: (behind: Behind) => void;
}

/** The whole of it in six numbers and the reasons of every pause; each opens its dossiers. */
export function TotalTiles({ totals, onOpen }: TotalTilesProps) {
  const { t } = useTranslation('sla');
  const { t: common } = useTranslation();
  const tiles: readonly (readonly [string, number, string, Behind])[] = [
    [t('overdue'), totals.overdue, COLOURS.late, { state: 'overdue' }],
    [t('nearDue'), totals.nearDue, COLOURS.near, { state: 'nearDue' }],
    [t('running'), totals.running, COLOURS.fine, { state: 'running' }],
    [t('decided'), totals.decided, COLOURS.quiet, { state: 'decided' }],
    [t('open'), totals.open, COLOURS.primary, {}],
  ];
  return (
    <div className="sodo-tiles">
      {tiles.map(([label, count, colour, behind]) => (
        <Tile key={label} label={label} count={count} colour={colour} onOpen={() => onOpen(behind)} />
      ))}
      {Object.entries(totals.paused).map(([reason, count]) => (
        <Tile
          key={reason}
          label={`${t('paused')}: ${common(`pause.${reason}`, { defaultValue: reason })}`}
          count={count}
          colour={COLOURS.paused}
          onOpen={() => onOpen({ state: 'paused', reason })}
        />
      ))}
    </div>
  );
}

interface TileProps {
  readonly label: string;
  readonly count: number;
  readonly colour: string;
  readonly onOpen: () => void;
}

function Tile({ label, count, colour, onOpen }: TileProps) {
  return (
    <Button className="sodo-tile" onClick={onOpen} style={{ borderInlineStartColor: colour }}>
      <span className="sodo-tile-count" style={{ color: colour }}>
        {formatNumber(count)}
      </span>
      <span className="sodo-tile-label">{label}</span>
    </Button>
  );
}
