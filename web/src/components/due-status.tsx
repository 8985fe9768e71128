import { ExclamationCircleOutlined } from '@ant-design/icons';
import { COLOURS } from '../app/theme';
import { Mark } from './mark';

interface DueStatusProps {
  readonly colour: string;
  readonly text: string;
  /** How lateness is called; absent: it is not late. */
  readonly late: string | undefined;
}

/** How a case stands, and beside it that it is late. */
export function DueStatus({ colour, text, late }: DueStatusProps) {
  return (
    <>
      <Mark colour={colour}>{text}</Mark>
      {late !== undefined && (
        <>
          {' '}
          <Mark colour={COLOURS.late} icon={<ExclamationCircleOutlined />}>
            {late}
          </Mark>
        </>
      )}
    </>
  );
}
