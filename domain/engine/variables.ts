import type { JsonValue, Variables } from '../json';
import { ROOT_SCOPE, type EngineState, type InstanceId } from './state';

/** The scope and all around it, innermost first, the process last. */
function scopeChain(state: EngineState, scope: InstanceId): InstanceId[] {
  const chain: InstanceId[] = [];
  for (let at: InstanceId = scope; at !== ROOT_SCOPE; at = state.instances[at]?.scope ?? ROOT_SCOPE) chain.push(at);
  chain.push(ROOT_SCOPE);
  return chain;
}

/** New values by the scope that holds them. */
export type VariableChanges = ReadonlyMap<InstanceId, Variables>;

/** All that is seen from a scope, as if `changes` were made already. */
export function visibleVariables(state: EngineState, scope: InstanceId, changes?: VariableChanges): Variables {
  const visible: Variables = {};
  for (const at of scopeChain(state, scope).reverse()) {
    Object.assign(visible, variablesIn(state, at), changes?.get(at));
  }
  return visible;
}

/** Each variable goes where it is defined nearest, else to the process. */
export function propagate(state: EngineState, from: InstanceId, variables: Variables): VariableChanges {
  const changes = new Map<InstanceId, Variables>();
  const chain = scopeChain(state, from);
  for (const [name, value] of Object.entries(variables)) {
    const home = chain.find((scope) => Object.hasOwn(variablesIn(state, scope), name)) ?? ROOT_SCOPE;
    changes.set(home, { ...changes.get(home), [name]: value });
  }
  return changes;
}

function variablesIn(state: EngineState, scope: InstanceId): Variables {
  return (scope === ROOT_SCOPE ? state.variables : state.instances[scope]?.variables) ?? {};
}

/** `assignPath({}, 'a.b', 1)` = `{a: {b: 1}}`; what else stands under `a` is kept. */
export function assignPath(into: Variables, path: string, value: JsonValue): Variables {
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...into, [head]: value };
  const inner = into[head];
  const context = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Variables) : {};
  return { ...into, [head]: assignPath(context, rest.join('.'), value) };
}

/** The present value of a nested target's first name, so that `a.b` keeps what else `a` holds. */
export function headOf(outside: Variables, target: string): Variables {
  const head = target.split('.')[0] ?? target;
  const value = Object.hasOwn(outside, head) ? outside[head] : undefined;
  return target === head || value === undefined ? {} : { [head]: value };
}
