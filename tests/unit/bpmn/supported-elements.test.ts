import { SUPPORTED_EVENTS, SUPPORTED_FLOW_NODES } from '../../../domain/bpmn/supported-elements';
import { registry } from '../../../domain/engine/registry';

describe('what the compiler accepts', () => {
  it('is exactly what the engine runs', () => {
    const events: Readonly<Record<string, readonly string[]>> = SUPPORTED_EVENTS;
    const accepted = Object.values(SUPPORTED_FLOW_NODES).flatMap(
      (kind) => events[kind]?.map((trigger) => `${kind}.${trigger}`) ?? [kind],
    );
    expect(accepted.sort()).toEqual(Object.keys(registry).sort());
  });
});
