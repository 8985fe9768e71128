import type { z } from 'zod';
import type { AccountReport, accountReportQuery } from '../../../contracts/account-report.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { renderAccountReport } from '../../../templates/documents/account-report';
import type { Answer } from '../../http/route';
import { noteAct, type ActContext } from '../../note-act';
import {
  CHANGE_HEADINGS,
  changeRows,
  REGISTER_HEADINGS,
  registerRows,
  totalsText,
} from '../../reports/account-report-rows';
import { paperHead } from '../../reports/paper-head';
import { renderAccountReportSheet } from '../../reports/account-report-sheet';
import type { Services } from '../../services';
import { SHEET_TYPE } from '../statistics/handlers';
import { readAccountReport } from './read-report';

type Asked = ActContext & {
  readonly services: Services;
  readonly session: Session;
  readonly query: z.output<typeof accountReportQuery>;
};

export async function showAccountReport(asked: Asked): Promise<Answer> {
  return { body: await readAccountReport(asked.services, asked.session, asked.query) };
}

export async function exportAccountSheet(asked: Asked): Promise<Answer> {
  await noteExport(asked, 'xlsx');
  const report = await readAccountReport(asked.services, asked.session, asked.query);
  return { file: await renderAccountReportSheet(report), mediaType: SHEET_TYPE, fileName: fileName(report, 'xlsx') };
}

/** As an official paper of the unit that asks for it; number and place are filled in by hand. */
export async function exportAccountPaper(asked: Asked): Promise<Answer> {
  const { services, session, query } = asked;
  await noteExport(asked, 'pdf');
  const report = await readAccountReport(services, session, query);
  const { byId } = await services.units.current();
  const file = await renderAccountReport({
    ...paperHead(byId, query.unit ?? session.roles[0]?.unitId),
    issuedAt: report.asOf,
    period: { from: report.from, to: report.to },
    asOf: report.asOf,
    totals: totalsText(report),
    register: { headings: REGISTER_HEADINGS, rows: registerRows(report.register) },
    changes: { headings: CHANGE_HEADINGS, rows: changeRows(report.changes) },
    signer: { title: 'Người lập báo cáo', name: session.displayName },
  });
  return { file, mediaType: 'application/pdf', fileName: fileName(report, 'pdf') };
}

async function noteExport(asked: Asked, format: string): Promise<void> {
  const { from, to, unit } = asked.query;
  await noteAct(asked, {
    action: 'account.export',
    ...(unit === undefined ? {} : { subject: { type: 'unit', id: unit } }),
    detail: { from, to, format },
  });
}

function fileName({ from, to }: AccountReport, ending: string): string {
  return `bao-cao-tai-khoan-${from}-${to}.${ending}`;
}
