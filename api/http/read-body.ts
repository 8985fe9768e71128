import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import multer from 'multer';
import { ApiRefusal } from '../problem-details';
import type { Partner } from './route';

/** A form with its whole content; longer ones are no forms. */
const JSON_LIMIT = '1mb';
/** A signed dossier carries its scans inside; a message of the tax authority is a form. */
const SIGNED_LIMITS = { oneStop: 64 * 1024 * 1024, tax: 1024 * 1024 } as const satisfies Record<Partner, number>;
const FIELD_BYTES = 1_000;

const parseJson = express.json({ limit: JSON_LIMIT, strict: true, type: 'application/json' });
const readRaw = {
  oneStop: express.raw({ limit: SIGNED_LIMITS.oneStop, type: () => true }),
  tax: express.raw({ limit: SIGNED_LIMITS.tax, type: () => true }),
} as const satisfies Record<Partner, RequestHandler>;

/** @returns the parsed body, `undefined` when there is none */
export async function readJsonBody(request: Request, response: Response): Promise<unknown> {
  const length = request.get('content-length');
  const hasBody = (length !== undefined && length !== '0') || request.get('transfer-encoding') !== undefined;
  if (!hasBody) return undefined;
  if (!request.is('application/json'))
    throw new ApiRefusal('MEDIA_TYPE_UNSUPPORTED', 'Send the body as application/json.', {
      allowed: ['application/json'],
    });
  await run(parseJson, request, response);
  return request.body as unknown;
}

/** Bytes as they were sent: a signature is over them, not over what they mean. */
export async function readRawBody(partner: Partner, request: Request, response: Response): Promise<Buffer> {
  // The reader itself would wait for the end of what it refuses.
  if (Number(request.get('content-length') ?? 0) > SIGNED_LIMITS[partner]) throw tooLarge();
  await run(readRaw[partner], request, response);
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

export interface UploadedFile {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly declaredType: string;
}

/** @returns the reader of one uploaded file and its fields */
export function createUploadReader(maxFileBytes: number) {
  const parse = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: maxFileBytes, files: 1, fields: 4, fieldSize: FIELD_BYTES, parts: 6, headerPairs: 50 },
    defParamCharset: 'utf8',
  }).single('file');

  return async (request: Request, response: Response): Promise<{ file: UploadedFile; fields: unknown }> => {
    if (!request.is('multipart/form-data'))
      throw new ApiRefusal('MEDIA_TYPE_UNSUPPORTED', 'Send the file as multipart/form-data.', {
        allowed: ['multipart/form-data'],
      });
    await run(parse, request, response).catch((error: unknown) => {
      if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE')
        throw new ApiRefusal('FILE_TOO_LARGE', `A file may have at most ${maxFileBytes} bytes.`, { maxFileBytes });
      if (
        error instanceof multer.MulterError ||
        (error instanceof Error && /^(Multipart|Malformed|Unexpected end)/.test(error.message))
      )
        throw new ApiRefusal('VALIDATION_FAILED', `The upload is not valid: ${error.message}.`);
      throw error;
    });
    const { file } = request;
    if (!file) throw new ApiRefusal('FILE_REQUIRED', 'The upload has no part named "file".');
    return {
      file: { bytes: file.buffer, fileName: file.originalname, declaredType: file.mimetype },
      fields: { ...(request.body as object) },
    };
  };
}

/** Runs an express middleware as a promise, and gives its HTTP errors our codes. */
function run(middleware: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const next: NextFunction = (error?: unknown) => (error === undefined ? resolve() : reject(toRefusal(error)));
    void middleware(request, response, next);
  });
}

function toRefusal(error: unknown): Error {
  const { type, status } = error as { type?: string; status?: number };
  switch (type) {
    case 'entity.too.large':
      return tooLarge();
    case 'entity.parse.failed':
      return new ApiRefusal('JSON_INVALID', 'The body is not JSON.');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new ApiRefusal('MEDIA_TYPE_UNSUPPORTED', 'This encoding of the body is not supported.');
    default:
      // What else the reader refuses is a broken or aborted body.
      if (status === 400) return new ApiRefusal('JSON_INVALID', 'The body was not sent completely.');
      return error as Error;
  }
}

function tooLarge(): ApiRefusal {
  return new ApiRefusal('BODY_TOO_LARGE', 'The body of the request is too large.');
}
