import * as fc from 'fast-check';
import type { ProcessGraph } from '../../../domain/bpmn/process-graph';
import { process } from '../../support/graph-builder';
import { EngineDriver } from './engine-driver';
import { randomNumbers } from './random-walk';

// A second, naive reading of BPMN 2.0.2 §13.4 (tokens on flows, reachability by closure), on drawings without any
// structure but without cycles: forks that are never joined, joins that are never complete, several tokens on one flow.

type Kind = 'task' | 'and' | 'or' | 'xor';
interface Drawing {
  readonly kinds: readonly Kind[];
  /** From node to later node, by index. */
  readonly edges: readonly (readonly [number, number])[];
}

const drawings: fc.Arbitrary<Drawing> = fc.integer({ min: 3, max: 8 }).chain((size) =>
  fc.record({
    kinds: fc.array(fc.constantFrom<Kind>('task', 'task', 'and', 'or', 'or', 'xor'), {
      minLength: size,
      maxLength: size,
    }),
    edges: fc
      .array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { minLength: size, maxLength: 2 * size + 2 })
      .map((pairs) => {
        const forward = pairs.filter(([from, to]) => from < to);
        // Every node but the first is reached from some earlier one.
        const reached = new Set(forward.map(([, to]) => to));
        const missing = Array.from({ length: size - 1 }, (_, index) => index + 1).filter((to) => !reached.has(to));
        return [...forward, ...missing.map((to) => [Math.max(0, to - 2), to] as const)];
      }),
  }),
);

const nameOf = (kind: Kind, index: number) => `${kind}${index}`;

function graphOf({ kinds, edges }: Drawing): ProcessGraph {
  const builder = process().start();
  const add = { task: 'user', and: 'and', or: 'or', xor: 'xor' } as const;
  kinds.forEach((kind, index) => builder[add[kind]](nameOf(kind, index)));
  builder.chain('start', nameOf(kinds[0]!, 0));
  edges.forEach(([from, to], index) => {
    const [source, target] = [nameOf(kinds[from]!, from), nameOf(kinds[to]!, to)];
    builder.flow(source, target, { id: `f${index}` });
  });
  return builder.build();
}

/** The token game. An exclusive gateway goes its first way: no flow has a condition. */
class TokenGame {
  private readonly tokens: number[];
  readonly open: number[] = [];

  constructor(private readonly drawing: Drawing) {
    this.tokens = drawing.edges.map(() => 0);
    this.enter(0);
    this.settle();
  }

  complete(node: number): void {
    this.open.splice(this.open.indexOf(node), 1);
    this.leave(node);
    this.settle();
  }

  /** Flows with a token that has come to rest, one entry for each token. */
  get resting(): string[] {
    return this.tokens.flatMap((count, flow) => Array.from({ length: count }, () => `f${flow}`));
  }

  private into = (node: number) => this.drawing.edges.flatMap(([, to], flow) => (to === node ? [flow] : []));
  private outOf = (node: number) => this.drawing.edges.flatMap(([from], flow) => (from === node ? [flow] : []));

  private enter(node: number): void {
    if (this.drawing.kinds[node] === 'task') this.open.push(node);
    else this.leave(node);
  }

  private leave(node: number): void {
    const ways = this.outOf(node);
    for (const flow of this.drawing.kinds[node] === 'xor' ? ways.slice(0, 1) : ways) this.tokens[flow]! += 1;
  }

  private settle(): void {
    for (let moved = true; moved;) {
      moved = this.fire((kind) => kind !== 'or') || this.fire((kind) => kind === 'or');
    }
  }

  private fire(concerns: (kind: Kind) => boolean): boolean {
    const { kinds } = this.drawing;
    for (const [node, kind] of kinds.entries()) {
      if (!concerns(kind)) continue;
      const flows = this.into(node);
      const marked = flows.filter((flow) => this.tokens[flow]! > 0);
      if (marked.length === 0) continue;
      if (kind === 'and' && marked.length < flows.length) continue;
      if (kind === 'or' && this.mustWait(node, marked)) continue;
      for (const flow of kind === 'and' || kind === 'or' ? marked : marked.slice(0, 1)) this.tokens[flow]! -= 1;
      this.enter(node);
      return true;
    }
    return false;
  }

  private mustWait(gateway: number, marked: readonly number[]): boolean {
    const empty = this.into(gateway).filter((flow) => !marked.includes(flow));
    const positions = [
      ...this.drawing.edges.flatMap(([, to], flow) => (this.tokens[flow]! > 0 && to !== gateway ? [to] : [])),
      ...this.open,
    ];
    const reaches = (node: number, goals: readonly number[]): boolean =>
      node !== gateway &&
      this.outOf(node).some((flow) => goals.includes(flow) || reaches(this.drawing.edges[flow]![1], goals));
    return positions.some((node) => reaches(node, empty) && !reaches(node, marked));
  }
}

describe('the token game of BPMN 2.0.2 §13.4', () => {
  it('unstructured drawings rest where a naive reading says, after every step', () => {
    fc.assert(
      fc.property(drawings, fc.integer(), (drawing, seed) => {
        const random = randomNumbers(seed);
        const running = new EngineDriver(graphOf(drawing)).start();
        const game = new TokenGame(drawing);
        for (let turn = 0; turn < 40; turn += 1) {
          const open = game.open.map((node) => nameOf('task', node)).sort();
          expect([...running.active].sort()).toEqual(open);
          expect([...running.resting].sort()).toEqual(game.resting.sort());
          const next = open[random(Math.max(open.length, 1))];
          if (next === undefined) break;
          running.complete(next);
          game.complete(Number(next.slice('task'.length)));
        }
      }),
      { numRuns: 400 },
    );
  });
});
