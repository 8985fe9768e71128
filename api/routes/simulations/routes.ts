import { idParams } from '../../../contracts/api-value.schema';
import { newSimulationSchema, simulationSchema, simulationStartedSchema } from '../../../contracts/simulation.schema';
import { defineRoute } from '../../http/route';
import { showSimulation, startSimulation } from './handlers';

const tag = 'Simulation';

export const simulationRoutes = [
  defineRoute({
    method: 'post',
    path: '/dossiers/:id/simulations',
    tag,
    summary: 'What happens if nobody acts until then? Runs a test copy ahead in time; the dossier itself is only read.',
    access: { by: 'session', action: 'dossier.simulate', on: 'dossier' },
    params: idParams,
    body: newSimulationSchema,
    idempotent: true,
    answer: simulationStartedSchema,
    answerStatus: 202,
    refuses: ['DOSSIER_NOT_FOUND', 'ACTION_NOT_ALLOWED', 'SIMULATION_UNTIL_INVALID', 'SIMULATION_LIMIT'],
    handler: startSimulation,
  }),
  defineRoute({
    method: 'get',
    path: '/simulations/:id',
    tag,
    summary: 'A simulation of mine, as far as it has come.',
    access: { by: 'session', action: 'dossier.simulate' },
    params: idParams,
    answer: simulationSchema,
    refuses: ['SIMULATION_NOT_FOUND'],
    handler: showSimulation,
  }),
];
