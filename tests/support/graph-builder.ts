import type {
  EventDefinition,
  FeelExpression,
  FlowNode,
  JobDefinition,
  MessageDefinition,
  ProcessGraph,
  Scope,
  SequenceFlow,
  TextOrFeel,
  TimerDefinition,
  VariableMapping,
} from '../../domain/bpmn/process-graph';

/** A node while it is being built: the builder fills scope, incoming, outgoing and boundaryEvents. */
type Draft = { id: string; kind: FlowNode['kind'] } & Record<string, unknown>;

/** What every element may have. Mappings are `{ target: 'FEEL source' }`, in order. */
export interface ElementOptions {
  inputs?: Record<string, string>;
  outputs?: Record<string, string>;
  properties?: Record<string, string>;
}

/** `default`: id of the default flow (`source-target` unless named). */
export type SplitOptions = ElementOptions & { default?: string };

/** A text; one that begins with `=` is FEEL, as in a file. */
export function textOrFeel(value: string): TextOrFeel {
  return value.startsWith('=') ? { feel: value.slice(1) } : { text: value };
}

export function feel(source: string): FeelExpression {
  return { feel: source };
}

export const none: EventDefinition = { type: 'none' };
export const terminate: EventDefinition = { type: 'terminate' };

export function timer(type: TimerDefinition['type'], value: string): EventDefinition {
  return { type: 'timer', timer: { type, value: textOrFeel(value) } };
}

export function messageDefinition(name: string, correlationKey?: string): MessageDefinition {
  return { name: textOrFeel(name), ...(correlationKey === undefined ? {} : { correlationKey: feel(correlationKey) }) };
}

export function message(name: string, correlationKey?: string): EventDefinition {
  return { type: 'message', message: messageDefinition(name, correlationKey) };
}

/** Without a code: catches every error. */
export function error(code?: string): EventDefinition {
  return code === undefined ? { type: 'error' } : { type: 'error', code: textOrFeel(code) };
}

function job(type: string): JobDefinition {
  return { type: textOrFeel(type), headers: {} };
}

/** A process in the making; subprocesses are built by a builder of their own that shares the parts. */
export class GraphBuilder {
  private readonly elements: string[] = [];

  constructor(
    private readonly id: string,
    private readonly parent?: GraphBuilder,
    private readonly nodes = new Map<string, Draft>(),
    private readonly flows = new Map<string, SequenceFlow>(),
    private readonly scopes = new Map<string, GraphBuilder>(),
  ) {
    scopes.set(id, this);
  }

  start(id = 'start', event: EventDefinition = none, options: ElementOptions = {}): this {
    return this.add('startEvent', id, { event }, options);
  }
  end(id = 'end', event: EventDefinition = none, options: ElementOptions = {}): this {
    return this.add('endEvent', id, { event }, options);
  }
  catch(id: string, event: EventDefinition, options: ElementOptions = {}): this {
    return this.add('intermediateCatchEvent', id, { event }, options);
  }
  /** `jobType`: thrown by a connector. */
  throw(id: string, event: EventDefinition = none, options: ElementOptions & { jobType?: string } = {}): this {
    const { jobType, ...rest } = options;
    return this.add('intermediateThrowEvent', id, { event, ...(jobType ? { job: job(jobType) } : {}) }, rest);
  }
  endByJob(id: string, event: EventDefinition, jobType: string): this {
    return this.add('endEvent', id, { event, job: job(jobType) }, {});
  }
  boundary(
    id: string,
    attachedTo: string,
    event: EventDefinition,
    { interrupting = true, ...options }: ElementOptions & { interrupting?: boolean } = {},
  ): this {
    return this.add('boundaryEvent', id, { event, attachedTo, interrupting }, options);
  }

  task(id: string, options: SplitOptions = {}): this {
    return this.add('task', id, {}, options);
  }
  manual(id: string, options: SplitOptions = {}): this {
    return this.add('manualTask', id, {}, options);
  }
  user(id: string, options: SplitOptions = {}): this {
    return this.add('userTask', id, {}, options);
  }
  service(id: string, { type, ...options }: SplitOptions & { type?: string } = {}): this {
    return this.add('serviceTask', id, { job: job(type ?? id) }, options);
  }
  script(id: string, expression?: string, resultVariable?: string, options: SplitOptions = {}): this {
    const script = expression === undefined ? {} : { script: feel(expression) };
    return this.add('scriptTask', id, { ...script, ...(resultVariable ? { resultVariable } : {}) }, options);
  }
  scriptByJob(id: string, jobType: string): this {
    return this.add('scriptTask', id, { job: job(jobType) }, {});
  }
  send(id: string, by: { message?: MessageDefinition; jobType?: string }, options: SplitOptions = {}): this {
    const fields = { ...(by.message ? { message: by.message } : {}), ...(by.jobType ? { job: job(by.jobType) } : {}) };
    return this.add('sendTask', id, fields, options);
  }
  receive(id: string, awaited: MessageDefinition, options: SplitOptions = {}): this {
    return this.add('receiveTask', id, { message: awaited }, options);
  }

  xor(id: string, options: SplitOptions = {}): this {
    return this.add('exclusiveGateway', id, {}, options);
  }
  and(id: string): this {
    return this.add('parallelGateway', id, {}, {});
  }
  or(id: string, options: SplitOptions = {}): this {
    return this.add('inclusiveGateway', id, {}, options);
  }
  race(id: string): this {
    return this.add('eventBasedGateway', id, {}, {});
  }

  sub(id: string, content: (inner: GraphBuilder) => void, options: SplitOptions = {}): this {
    this.add('subProcess', id, {}, options);
    content(new GraphBuilder(id, this, this.nodes, this.flows, this.scopes));
    return this;
  }

  /** Sequence flow `source-target`, or `id`; `when` is its condition in FEEL. */
  flow(source: string, target: string, { id, when }: { id?: string; when?: string } = {}): this {
    const flow = {
      id: id ?? `${source}-${target}`,
      source,
      target,
      ...(when === undefined ? {} : { condition: feel(when) }),
    };
    if (this.flows.has(flow.id)) throw new Error(`two flows are called ${flow.id}`);
    this.flows.set(flow.id, flow);
    return this;
  }

  /** `chain('a', 'b', 'c')`: flows a-b and b-c. */
  chain(...ids: string[]): this {
    ids.slice(1).forEach((target, index) => this.flow(ids[index] ?? '', target));
    return this;
  }

  build(): ProcessGraph {
    const flows = [...this.flows.values()];
    for (const { source, target } of flows) {
      for (const end of [source, target]) if (!this.nodes.has(end)) throw new Error(`no element ${end}`);
    }
    const nodes = Object.fromEntries([...this.nodes.values()].map((draft) => [draft.id, this.finish(draft, flows)]));
    const scopes = Object.fromEntries([...this.scopes.values()].map((scope) => [scope.id, scope.describe(nodes)]));
    const messageStartEvents = this.elements.filter((id) => {
      const node = nodes[id];
      return node?.kind === 'startEvent' && node.event.type === 'message';
    });
    return {
      format: 'sodo-graph/1',
      id: this.id,
      isExecutable: true,
      nodes,
      flows: Object.fromEntries(this.flows),
      scopes,
      messageStartEvents,
      properties: {},
    };
  }

  private add(kind: FlowNode['kind'], id: string, fields: object, options: SplitOptions): this {
    if (this.nodes.has(id)) throw new Error(`two elements are called ${id}`);
    const { inputs = {}, outputs = {}, properties = {}, default: defaultFlow } = options;
    this.elements.push(id);
    this.nodes.set(id, {
      id,
      kind,
      scope: this.id,
      properties,
      inputs: mappings(inputs),
      outputs: mappings(outputs),
      ...(defaultFlow === undefined ? {} : { defaultFlow }),
      ...fields,
    });
    return this;
  }

  private finish(draft: Draft, flows: readonly SequenceFlow[]): FlowNode {
    const boundaryEvents = [...this.nodes.values()]
      .filter((node) => node.attachedTo === draft.id)
      .map((node) => node.id);
    return {
      ...draft,
      incoming: flows.filter((flow) => flow.target === draft.id).map((flow) => flow.id),
      outgoing: flows.filter((flow) => flow.source === draft.id).map((flow) => flow.id),
      ...(/task$|subProcess/i.test(draft.kind) ? { boundaryEvents } : {}),
    } as unknown as FlowNode;
  }

  private describe(nodes: Readonly<Record<string, FlowNode>>): Scope {
    const inside = this.elements.map((id) => nodes[id]).filter((node) => node !== undefined);
    const starts = inside.filter((node) => node.kind === 'startEvent');
    const entries =
      starts.length > 0
        ? starts.filter((node) => node.event.type === 'none')
        : inside.filter((node) => node.incoming.length === 0 && node.kind !== 'boundaryEvent');
    return {
      id: this.id,
      ...(this.parent ? { parent: this.parent.id } : {}),
      entries: entries.map((node) => node.id),
      elements: this.elements,
    };
  }
}

function mappings(byTarget: Record<string, string>): VariableMapping[] {
  return Object.entries(byTarget).map(([target, source]) => ({ source: feel(source), target }));
}

export function process(id = 'process'): GraphBuilder {
  return new GraphBuilder(id);
}
