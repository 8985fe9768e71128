import type { z } from 'zod';
import type { procedureDefinitionSchema } from '../../../../contracts/procedure.schema';

export type Definition = z.infer<typeof procedureDefinitionSchema>;
