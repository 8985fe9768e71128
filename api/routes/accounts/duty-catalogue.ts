import { actionsOf, DUTIES, DUTY_IDS, POSITIONS, type Duty } from '../../../domain/access/duties';
import type { Answer } from '../../http/route';

/** The catalogue of duties and posts: what is shown before anybody asks for rights, or approves them. */
export function showDutyCatalogue(): Promise<Answer> {
  const duties = DUTY_IDS.map((id) => {
    const { role, unitKinds, givesAuthority }: Duty = DUTIES[id];
    return { id, role, unitKinds, givesAuthority: givesAuthority === true, actions: actionsOf(id) };
  });
  const positions = Object.entries(POSITIONS).map(([id, needed]) => ({ id, duties: needed }));
  return Promise.resolve({ body: { duties, positions } });
}
