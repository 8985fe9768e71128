import * as fc from 'fast-check';
import type { ProcessGraph } from '../../domain/bpmn/process-graph';
import type { Variables } from '../../domain/json';
import { GraphBuilder, error, message, messageDefinition, terminate, timer } from './graph-builder';

/** A random block-structured procedure: every block has one way in and one way out. */
export type Block =
  | { readonly type: 'step'; readonly kind: 'user' | 'service' | 'script' | 'manual' | 'pass' }
  | { readonly type: 'sequence'; readonly blocks: readonly Block[] }
  | {
      readonly type: 'exclusive';
      readonly blocks: readonly Block[];
      readonly taken: number;
      readonly mergeByOr: boolean;
    }
  | { readonly type: 'parallel'; readonly blocks: readonly Block[]; readonly joinByOr: boolean }
  /** `taken` may be empty: the default branch, the last one, is. */
  | { readonly type: 'inclusive'; readonly blocks: readonly Block[]; readonly taken: readonly boolean[] }
  | { readonly type: 'loop'; readonly body: Block; readonly turns: number }
  | { readonly type: 'subprocess'; readonly body: Block; readonly around: Around }
  | {
      readonly type: 'race';
      readonly blocks: readonly Block[];
      readonly by: readonly ('timer' | 'message' | 'receive')[];
    }
  | { readonly type: 'watched'; readonly host: 'user' | 'service'; readonly around: Around };

/** What stands on the boundary of an activity, or ends a subprocess from within. */
export type Around =
  | { readonly type: 'nothing' }
  | { readonly type: 'interrupting'; readonly by: 'timer' | 'message' | 'error'; readonly path: Block }
  | { readonly type: 'side'; readonly by: 'R3/PT1H' | 'R/P1D' | 'message' }
  /** Inside a subprocess, beside its body: a person, then an error or terminate end event. */
  | { readonly type: 'fromWithin'; readonly by: 'error' | 'terminate' };

export interface Model {
  readonly graph: ProcessGraph;
  readonly variables: Variables;
  /** Expected number of completions of each step, given how often each event happened (`happened(element)`). */
  expectedRuns(happened: (element: string) => number): Map<string, Expected>;
}

/** `exact` is false where an interruption may have come before the step was reached. */
export interface Expected {
  readonly times: number;
  readonly exact: boolean;
}

const MAX_DEPTH = 4;

/** Random procedures: a person's step first, to which everything later can be sent back, then one to three blocks. */
export function procedures(): fc.Arbitrary<Block> {
  const { block } = fc.letrec<{ block: Block; around: Around; step: Block }>((tie) => {
    const inner = (minLength: number, maxLength: number) => fc.array(tie('block'), { minLength, maxLength });
    const weighted = (weight: number, arbitrary: fc.Arbitrary<Block>) => ({ weight, arbitrary });
    return {
      step: record('step', {
        kind: fc.constantFrom('user', 'user', 'user', 'user', 'service', 'service', 'script', 'manual', 'pass'),
      }),
      around: fc.oneof(
        record('nothing', {}),
        record('interrupting', { by: fc.constantFrom('timer', 'message', 'error'), path: tie('block') }),
        record('side', { by: fc.constantFrom('R3/PT1H', 'R/P1D', 'message') }),
        record('fromWithin', { by: fc.constantFrom('error', 'terminate') }),
      ),
      block: fc.oneof(
        { maxDepth: MAX_DEPTH, depthSize: 'medium' },
        weighted(4, tie('step')),
        weighted(2, record('sequence', { blocks: inner(2, 3) })),
        weighted(5, record('parallel', { blocks: inner(2, 3), joinByOr: fc.boolean() })),
        weighted(1, record('exclusive', { blocks: inner(2, 2), taken: fc.nat(1), mergeByOr: fc.boolean() })),
        weighted(2, record('inclusive', { blocks: inner(2, 3), taken: fc.tuple(fc.boolean(), fc.boolean()) })),
        weighted(1, record('loop', { body: tie('block'), turns: fc.integer({ min: 1, max: 3 }) })),
        weighted(2, record('subprocess', { body: tie('block'), around: tie('around') })),
        weighted(1, record('race', { blocks: inner(2, 2), by: fc.tuple(trigger(), trigger()) })),
        weighted(4, record('watched', { host: fc.constantFrom('user', 'service'), around: tie('around') })),
      ),
    };
  });
  return fc
    .array(block, { minLength: 1, maxLength: 3 })
    .map((rest): Block => ({ type: 'sequence', blocks: [{ type: 'step', kind: 'user' }, ...rest] }));
}

function trigger(): fc.Arbitrary<'timer' | 'message' | 'receive'> {
  return fc.constantFrom('timer', 'message', 'receive');
}

function record<const T extends string, F extends object>(
  type: T,
  fields: { [K in keyof F]: fc.Arbitrary<F[K]> },
): fc.Arbitrary<{ readonly type: T } & F> {
  return fc.record(fields).map((values) => ({ type, ...(values as F) }));
}

/** The executable form of a block, with what the oracle needs to know about it. */
export function modelOf(block: Block): Model {
  const compiler = new BlockCompiler();
  const builder = new GraphBuilder('random').start();
  const [first, last] = compiler.add(builder, block);
  builder.end().chain('start', first).chain(last, 'end');
  return {
    graph: builder.build(),
    variables: compiler.variables,
    expectedRuns(happened) {
      const expected = new Map<string, Expected>();
      for (const count of compiler.counts) count(happened, expected);
      return expected;
    },
  };
}

type Count = (happened: (element: string) => number, into: Map<string, Expected>) => void;
/** How often a block is entered, given what happened. */
type Entered = (happened: (element: string) => number) => Expected;

class BlockCompiler {
  readonly variables: Variables = {};
  readonly counts: Count[] = [];
  private last = 0;
  private entered: Entered = () => ({ times: 1, exact: true });

  add(builder: GraphBuilder, block: Block): [first: string, last: string] {
    switch (block.type) {
      case 'step':
        return this.addStep(builder, block.kind);
      case 'sequence': {
        const added = block.blocks.map((inner) => this.add(builder, inner));
        added.slice(1).forEach(([first], index) => builder.chain(added[index]?.[1] ?? '', first));
        return [added[0]?.[0] ?? '', added[added.length - 1]?.[1] ?? ''];
      }
      case 'parallel': {
        const [split, join] = [this.id('fork'), this.id('join')];
        builder.and(split);
        if (block.joinByOr) builder.or(join);
        else builder.and(join);
        for (const inner of block.blocks) this.connect(builder, split, inner, join);
        return [split, join];
      }
      case 'exclusive':
        return this.addExclusive(builder, block);
      case 'inclusive':
        return this.addInclusive(builder, block);
      case 'loop':
        return this.addLoop(builder, block);
      case 'subprocess':
        return this.addSubprocess(builder, block.body, block.around);
      case 'race':
        return this.addRace(builder, block);
      case 'watched': {
        const id = this.id('host');
        if (block.host === 'user') builder.user(id);
        else builder.service(id);
        return this.surround(builder, id, block.around, block.host === 'service');
      }
    }
  }

  private id(kind: string): string {
    return `${kind}${++this.last}`;
  }

  private connect(builder: GraphBuilder, split: string, block: Block, join: string, when?: string): void {
    const [first, last] = this.add(builder, block);
    builder.flow(split, first, when === undefined ? {} : { when }).chain(last, join);
  }

  /** Steps inside are expected as often as `entered` says, instead of as often as this block. */
  private within<T>(entered: Entered, act: () => T): T {
    const before = this.entered;
    this.entered = entered;
    const result = act();
    this.entered = before;
    return result;
  }

  private expectRuns(element: string): void {
    const entered = this.entered;
    this.counts.push((happened, into) => into.set(element, entered(happened)));
  }

  private addStep(builder: GraphBuilder, kind: Extract<Block, { type: 'step' }>['kind']): [string, string] {
    const id = this.id(kind);
    if (kind === 'user') builder.user(id);
    else if (kind === 'service') builder.service(id);
    else if (kind === 'script') builder.script(id, '1 + 1', id);
    else if (kind === 'manual') builder.manual(id);
    else builder.throw(id);
    this.expectRuns(id);
    return [id, id];
  }

  private addExclusive(builder: GraphBuilder, block: Extract<Block, { type: 'exclusive' }>): [string, string] {
    const [split, merge, otherwise] = [this.id('choice'), this.id('merge'), this.id('otherwise')];
    builder
      .xor(split, { default: `${split}-${otherwise}` })
      .throw(otherwise)
      .chain(split, otherwise);
    if (block.mergeByOr) builder.or(merge);
    else builder.xor(merge);
    this.variables[split] = block.taken;
    const outer = this.entered;
    block.blocks.forEach((inner, index) => {
      const isDefault = index === block.blocks.length - 1;
      const entered: Entered = (happened) => (index === block.taken ? outer(happened) : { times: 0, exact: true });
      const [from, when] = isDefault ? [otherwise, undefined] : [split, `${split} = ${index}`];
      this.within(entered, () => this.connect(builder, from, inner, merge, when));
    });
    return [split, merge];
  }

  private addInclusive(builder: GraphBuilder, block: Extract<Block, { type: 'inclusive' }>): [string, string] {
    const [split, join, otherwise] = [this.id('some'), this.id('gather'), this.id('otherwise')];
    builder
      .or(split, { default: `${split}-${otherwise}` })
      .throw(otherwise)
      .or(join)
      .chain(split, otherwise);
    const taken = block.blocks.map((_, index) => block.taken[index] === true);
    this.variables[split] = taken;
    const outer = this.entered;
    const none = !taken.slice(0, -1).includes(true);
    block.blocks.forEach((inner, index) => {
      const isDefault = index === block.blocks.length - 1;
      const goes = isDefault ? none : taken[index];
      const entered: Entered = (happened) => (goes ? outer(happened) : { times: 0, exact: true });
      const [from, when] = isDefault ? [otherwise, undefined] : [split, `${split}[${index + 1}]`];
      this.within(entered, () => this.connect(builder, from, inner, join, when));
    });
    return [split, join];
  }

  private addLoop(builder: GraphBuilder, { body, turns }: Extract<Block, { type: 'loop' }>): [string, string] {
    const [reset, merge, count, check] = [this.id('reset'), this.id('again'), this.id('count'), this.id('check')];
    const done = this.id('done');
    builder.script(reset, '0', merge).xor(merge).script(count, `${merge} + 1`, merge).throw(done);
    builder.xor(check, { default: `${check}-${done}` });
    const outer = this.entered;
    const entered: Entered = (happened) => ({ ...outer(happened), times: outer(happened).times * turns });
    this.within(entered, () => this.connect(builder, merge, body, count));
    builder
      .chain(reset, merge)
      .chain(count, check, done)
      .flow(check, merge, { when: `${merge} < ${turns}` });
    return [reset, done];
  }

  private addSubprocess(builder: GraphBuilder, body: Block, around: Around): [string, string] {
    const id = this.id('sub');
    const outer = this.entered;
    const interruptible = around.type === 'interrupting' || around.type === 'fromWithin';
    const entered: Entered = (happened) => ({
      times: outer(happened).times,
      exact: outer(happened).exact && !interruptible,
    });
    builder.sub(id, (inner) => {
      const [start, end] = [this.id('in'), this.id('out')];
      const [first, last] = this.within(entered, () => this.add(inner, body));
      inner.start(start).chain(start, first).end(end).chain(last, end);
      if (around.type !== 'fromWithin') return;
      const [decide, stop] = [this.id('decide'), this.id('stop')];
      inner
        .user(decide)
        .end(stop, around.by === 'error' ? error('STOP') : terminate)
        .chain(start, decide, stop);
    });
    return this.surround(builder, id, around, around.type === 'fromWithin');
  }

  private surround(builder: GraphBuilder, host: string, around: Around, throws: boolean): [string, string] {
    const outer = this.entered;
    if (around.type === 'nothing' || (around.type === 'fromWithin' && (around.by === 'terminate' || !throws))) {
      this.expectRuns(host);
      return [host, host];
    }
    const boundary = this.id('boundary');
    if (around.type === 'side') {
      const event = around.by === 'message' ? message(boundary) : timer('cycle', around.by);
      const [side, end] = [this.id('side'), this.id('sideEnd')];
      builder.boundary(boundary, host, event, { interrupting: false }).user(side).end(end).chain(boundary, side, end);
      this.expectRuns(host);
      this.within(
        (happened) => ({ times: happened(boundary), exact: outer(happened).exact }),
        () => this.expectRuns(side),
      );
      return [host, host];
    }
    const by = around.type === 'fromWithin' ? 'error' : around.by;
    const event = by === 'error' ? error() : by === 'timer' ? timer('duration', 'PT8H') : message(boundary);
    const merge = this.id('merge');
    builder.boundary(boundary, host, event).xor(merge).chain(host, merge);
    const path = around.type === 'interrupting' ? around.path : ({ type: 'step', kind: 'manual' } as const);
    const interrupted: Entered = (happened) => ({ times: happened(boundary), exact: outer(happened).exact });
    this.within(interrupted, () => this.connect(builder, boundary, path, merge));
    this.within(
      (happened) => ({ times: outer(happened).times - happened(boundary), exact: outer(happened).exact }),
      () => this.expectRuns(host),
    );
    return [host, merge];
  }

  private addRace(builder: GraphBuilder, block: Extract<Block, { type: 'race' }>): [string, string] {
    const [race, merge] = [this.id('race'), this.id('merge')];
    builder.race(race).xor(merge);
    this.expectRuns(race);
    const outer = this.entered;
    const events = block.blocks.map((inner, index) => {
      const id = this.id('event');
      const by = block.by[index] ?? 'timer';
      if (by === 'receive') builder.receive(id, messageDefinition(id));
      else builder.catch(id, by === 'timer' ? timer('duration', `PT${index + 1}H`) : message(id));
      builder.chain(race, id);
      const won: Entered = (happened) => ({ times: happened(id), exact: outer(happened).exact });
      this.within(won, () => this.connect(builder, id, inner, merge));
      return id;
    });
    // Exactly one event for each time the race was entered.
    this.counts.push((happened, into) => {
      const { times, exact } = outer(happened);
      const others = events.slice(1).reduce((sum, id) => sum + happened(id), 0);
      into.set(events[0] ?? '', { times: times - others, exact });
    });
    return [race, merge];
  }
}
