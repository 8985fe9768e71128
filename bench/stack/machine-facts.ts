import { cpus, loadavg, release, totalmem } from 'node:os';

/** On what the figures were taken: they mean nothing elsewhere. */
export interface MachineFacts {
  readonly at: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly node: string;
  /** Load of the machine in the last minute before we began: other programs make every figure worse. */
  readonly loadBefore: number;
}

export function readMachineFacts(): MachineFacts {
  const processors = cpus();
  return {
    at: new Date().toISOString(),
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}
