import { ApiRefusal } from './problem-details';
import type { Services } from './services';

/** @throws ApiRefusal UNIT_NOT_FOUND */
export async function requireUnits({ units }: Services, asked: readonly string[]): Promise<void> {
  const { byId } = await units.current();
  const unknown = asked.filter((id) => !byId.has(id));
  if (unknown.length > 0) throw new ApiRefusal('UNIT_NOT_FOUND', 'There is no such unit.', { unknown });
}
