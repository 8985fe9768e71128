/** How the tax simulator behaves, set by `POST /control/behaviour`. */
import { z } from 'zod';

/**
 * - `normal` answers a slip after delayMs with its notices, and with the receipts when autoPay is on
 * - `silent` takes slips and never answers; `manual` the same, for answers driven by hand
 * - `down` answers HTTP 503 and sends nothing
 * - `slow` also takes delayMs to answer the call that brings the slip
 * - `twice` sends each message twice, at the same time
 * - `outOfOrder` pays by itself and sends the receipts before the notices
 * - `returnSlip` sends the slip back, up to version returnUpToVersion; later versions are answered normally
 * - `exempt` sends notices of amount 0, exempt
 */
const taxModeSchema = z.enum([
  'normal',
  'silent',
  'down',
  'slow',
  'twice',
  'outOfOrder',
  'returnSlip',
  'exempt',
  'manual',
]);
type TaxMode = z.infer<typeof taxModeSchema>;

const slipBehaviourShape = {
  mode: taxModeSchema,
  /** Milliseconds from a slip to its notices. */
  delayMs: z.int().min(0).max(86_400_000),
  /** Whether the citizen pays by himself in the modes normal, slow, twice and returnSlip. */
  autoPay: z.boolean(),
  /** Milliseconds from the notices to the receipts. */
  payDelayMs: z.int().min(0).max(86_400_000),
  returnUpToVersion: z.int().min(0).max(1000),
};

const slipBehaviourSchema = z.object(slipBehaviourShape).partial();

/** Body of `POST /control/behaviour`: what is left out stays as it was. */
export const taxBehaviourPatchSchema = slipBehaviourSchema.extend({
  /** Exceptions by slip number or by dossier code; given, they replace all former ones. */
  perSlip: z.record(z.string(), slipBehaviourSchema).optional(),
});

export interface SlipBehaviour {
  mode: TaxMode;
  delayMs: number;
  autoPay: boolean;
  payDelayMs: number;
  returnUpToVersion: number;
}

export interface TaxBehaviour extends SlipBehaviour {
  perSlip: Record<string, Partial<SlipBehaviour>>;
}

export const DEFAULT_TAX_BEHAVIOUR: TaxBehaviour = {
  mode: 'normal',
  delayMs: 2000,
  autoPay: false,
  payDelayMs: 2000,
  returnUpToVersion: 1,
  perSlip: {},
};

/** The behaviour towards one slip: an exception by slip number beats one by dossier code. */
export function findSlipBehaviour(behaviour: TaxBehaviour, soPhieu: string, maHs: string): SlipBehaviour {
  const { perSlip, ...general } = behaviour;
  return { ...general, ...perSlip[maHs], ...perSlip[soPhieu] };
}
