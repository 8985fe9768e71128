import { readScenario, unmetExpectation } from '../../../domain/scenario/scenario';
import { refusalOf } from '../engine/engine-driver';

describe('readScenario', () => {
  it('takes everything the format knows', () => {
    const scenario = {
      name: 'Hồ sơ chuyển nhượng',
      description: '',
      process: 'p',
      now: '2023-03-01T08:00:00+07:00',
      variables: { area: 120 },
      services: {
        'tax-slip': [
          { variables: { slipNo: '1' } },
          { bpmnError: { code: 'TAX_DOWN', message: '', variables: {} } },
          { fail: 'x' },
        ],
      },
      steps: [
        { complete: 'check', variables: { ok: true } },
        { message: { name: 'notice', correlationKey: '1', variables: {} } },
        { message: { name: 'notice', correlationKey: 1 } },
        { signal: { name: 'stop', variables: {} } },
        { advance: 'P3D' },
        { return: { from: 'approve', to: 'check', reason: 'sai thửa' } },
        { expect: { waiting: ['approve'], variables: { ok: true } } },
      ],
      untilIdle: true,
      expect: { result: 'completed', path: ['check'], waiting: [], variables: {} },
    };
    expect(readScenario(scenario)).toBe(scenario);
    expect(readScenario({})).toEqual({});
  });

  it.each<[unknown, string]>([
    [null, 'the scenario is not an object'],
    [[], 'the scenario is not an object'],
    [{ stepps: [] }, 'the scenario has an unknown key "stepps"'],
    [{ now: 'yesterday' }, 'now is not a date and time'],
    [{ now: '2023' }, 'now is not a date and time'],
    [{ now: 5 }, 'now is not a date and time'],
    [{ process: 1 }, 'process is not a text'],
    [{ variables: [] }, 'variables is not an object'],
    [{ untilIdle: 'yes' }, 'untilIdle is not true or false'],
    [{ services: [] }, 'services is not an object'],
    [{ services: { t: {} } }, 'services.t is not a list'],
    [{ services: { t: ['x'] } }, 'services.t[0] is not an object'],
    [{ services: { t: [{}, { answer: 1 }] } }, 'services.t[1] has an unknown key "answer"'],
    [{ services: { t: [{ fail: 1 }] } }, 'services.t[0].fail is not a text'],
    [{ services: { t: [{ bpmnError: {} }] } }, 'services.t[0].bpmnError.code is not a text'],
    [{ services: { t: [{ bpmnError: { code: 'E' }, fail: 'x' }] } }, 'services.t[0] both fails and throws an error'],
    [{ steps: {} }, 'steps is not a list'],
    [{ steps: [{}] }, 'steps[0] must have exactly one of complete, message, signal, advance, return, expect'],
    [
      { steps: [{ complete: 'a', advance: 'P1D' }] },
      'steps[0] must have exactly one of complete, message, signal, advance, return, expect',
    ],
    [{ steps: [{ complete: 1 }] }, 'steps[0].complete is not a text'],
    [{ steps: [{ advance: 'P1D', variables: {} }] }, 'steps[0] has an unknown key "variables"'],
    [{ steps: [{ advance: 'tomorrow' }] }, 'steps[0].advance is not a duration'],
    [{ steps: [{ advance: '-P1D' }] }, 'steps[0].advance is not a duration'],
    [{ steps: [{ message: 'm' }] }, 'steps[0].message is not an object'],
    [{ steps: [{ message: {} }] }, 'steps[0].message.name is not a text'],
    [{ steps: [{ message: { name: 'm', correlationKey: {} } }] }, 'steps[0].message.correlationKey is not a text'],
    [{ steps: [{ return: { from: 'a' } }] }, 'steps[0].return.to is not a text'],
    [{ steps: [{ return: { from: 'a', to: 'b', why: '' } }] }, 'steps[0].return has an unknown key "why"'],
    [{ steps: [{ expect: { waiting: 'a' } }] }, 'steps[0].expect.waiting is not a list'],
    [{ steps: [{ expect: { wating: [] } }] }, 'steps[0].expect has an unknown key "wating"'],
    [{ expect: { result: 'done' } }, 'expect.result is not one of completed, terminated, waiting, failed'],
    [{ expect: { path: [1] } }, 'expect.path[0] is not a text'],
  ])('refuses %j', (value, said) => {
    expect(refusalOf(() => readScenario(value))).toMatchObject({ code: 'SCENARIO_INVALID', message: said });
  });
});

describe('unmetExpectation', () => {
  const actual = { waiting: ['b', 'a', 'a'], variables: { x: { y: [1, { z: null }] }, n: 0 } };

  it.each([
    [{}],
    [{ waiting: ['a', 'b', 'a'] }],
    [{ variables: { x: { y: [1, { z: null }] } } }],
    [{ variables: { n: 0, absent: null } }],
  ])('holds: %j', (expected) => {
    expect(unmetExpectation(expected, actual)).toBeUndefined();
  });

  it.each([
    [{ waiting: ['a', 'b'] }],
    [{ variables: { n: '0' } }],
    [{ variables: { x: { y: [1] } } }],
    [{ variables: { x: { y: { 0: 1, 1: { z: null } } } } }],
    [{ variables: { x: { y: [1, { z: null, more: 1 }] } } }],
  ])('does not hold: %j', (expected) => {
    expect(unmetExpectation(expected, actual)).toMatch(/expected/);
  });
});
