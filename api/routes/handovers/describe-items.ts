import { notAsListed } from '../../../domain/handovers/handover-rules';
import type { HandoverState } from '../../../domain/handovers/handover-state';
import type { CaseStepRow } from '../../case-steps';

interface ItemWords {
  readonly name: string;
  readonly measure: string;
}

/** The list as it stands, with the words of the step that wrote it last. */
export function describeItems({ data }: HandoverState, steps: readonly CaseStepRow[], nameOf: (id: string) => string) {
  const written = steps.findLast(({ payload }) => Array.isArray(payload?.items));
  const words = (written?.payload?.items ?? []) as readonly ItemWords[];
  const open = new Set(notAsListed(data.items));
  return data.items.map(({ number, kind, expected, found }) => ({
    number,
    kind,
    name: words[number - 1]?.name ?? '',
    measure: words[number - 1]?.measure ?? '',
    expected,
    found: found && {
      count: found.count,
      sha256: found.sha256,
      by: { id: found.by, displayName: nameOf(found.by) },
    },
    asListed: !open.has(number),
  }));
}
