import type { Pool } from 'pg';
import {
  ONE_STOP_LOGIN_PATH,
  ONE_STOP_SERVICE_PATH,
  PUBLIC_STATES,
  formatOneStopTime,
  oneStopAnswerSchema,
  type OneStopProgress,
  type PublicState,
} from '../../contracts/one-stop-link.schema';
import { keepMessage, type OutboxRow } from '../../db/projections/outbox-queue';
import { readDossierFile, type DossierFile } from '../../db/repositories/dossier-reads';
import { PermanentDeliveryError, type Deliver } from '../outbox/deliver-due';
import { postJson } from './signed-http';

export interface OneStopLink {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Pushes a dossier's public tracking state to the one-stop system (generation 1, CapNhatTienDoHoSoMC). In order for each
 * dossier (the outbox's ordering key) and idempotent on (MaHoSo, SoThuTu): every attempt sends what the first one sent.
 */
export function createPushProgress(pool: Pool, link: OneStopLink | undefined): Deliver {
  let session: string | undefined;

  async function signIn(to: OneStopLink): Promise<string> {
    const body = JSON.stringify({ username: to.username, password: to.password });
    const answer = oneStopAnswerSchema.parse(await postJson(to.url + ONE_STOP_LOGIN_PATH, body));
    if (!answer.session) throw new Error(`the one-stop system refused the sign-in: ${answer.error_code}`);
    return answer.session;
  }

  async function push(to: OneStopLink, unit: string, progress: OneStopProgress): Promise<string> {
    session ??= await signIn(to);
    const request = { session, madonvi: unit, service: 'CapNhatTienDoHoSoMC', data: [progress] };
    const answer = oneStopAnswerSchema.parse(await postJson(to.url + ONE_STOP_SERVICE_PATH, JSON.stringify(request)));
    return String(answer.error_code);
  }

  return async (item) => {
    if (!link) return; // an installation without a one-stop system has nobody to tell
    const dossier = await readDossierFile(pool, item.dossierId);
    if (!dossier) throw new PermanentDeliveryError('the dossier does not exist');
    const { unit, progress } = await keepMessage(pool, item.id, {
      unit: dossier.receivingUnit.agencyCode ?? dossier.receivingUnit.id,
      progress: progressOf(dossier, item, await orderOf(pool, item)),
    });
    let code = await push(link, unit, progress);
    if (code === '02') {
      session = undefined; // over: sign in again, once
      code = await push(link, unit, progress);
    }
    if (code === '00' || code === '0') return;
    if (code === '03' || code === '04')
      throw new PermanentDeliveryError(`the one-stop system refused the progress: ${code}`);
    throw new Error(`the one-stop system answered ${code}`);
  };
}

function progressOf(dossier: DossierFile, item: OutboxRow, order: number): OneStopProgress {
  const state = item.payload.publicState as PublicState;
  return {
    MaHoSo: dossier.externalCode ?? dossier.code,
    SoThuTu: order,
    NguoiXuLy: dossier.handlingUnit.name,
    ChucDanh: 'Cơ quan giải quyết',
    ThoiDiemXuLy: formatOneStopTime(item.createdAt),
    PhongBanXuLy: dossier.handlingUnit.name,
    NoiDungXuLy: PUBLIC_STATES[state],
    TrangThai: state,
    NgayBatDau: formatOneStopTime(dossier.receivedAt),
    ...(dossier.dueAt ? { NgayKetThucTheoQuyDinh: formatOneStopTime(dossier.dueAt) } : {}),
  };
}

/** 1, 2, 3 …: the place of this push among all of the dossier's. */
async function orderOf(pool: Pool, item: OutboxRow): Promise<number> {
  const { rows } = await pool.query<{ place: number }>(
    `select count(*)::int as place from outbox where dossier_id = $1 and kind = 'oneStopProgress' and id <= $2`,
    [item.dossierId, item.id],
  );
  return rows[0]?.place ?? 1;
}
