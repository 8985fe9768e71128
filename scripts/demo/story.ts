import type { SupervisedChild } from '../../platform/local/child-process';
import type { CheckList } from './check-list';
import type { Office } from './office';
import type { Simulators } from './simulators';
import type { TimeTravel } from './time-travel';

/** Everything a story may use. */
export interface Stage {
  readonly office: Office;
  readonly simulators: Simulators;
  readonly checks: CheckList;
  readonly time: TimeTravel;
  /** The stack's own programs, for those who disturb them. */
  readonly children: ReadonlyMap<string, SupervisedChild>;
  /** A remark in the course of the story. */
  readonly tell: (line: string) => void;
  /** Names a dossier of the story: its timeline is printed and its papers are kept at the end, also of a story that failed. */
  readonly follow: (dossierId: string) => void;
}

export interface Story {
  /** Also the folder of its papers. */
  readonly name: string;
  readonly title: string;
  play(stage: Stage): Promise<void>;
}
