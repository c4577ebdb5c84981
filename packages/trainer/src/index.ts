export { type Download, DownloadError, downloadFile, partNameOf } from './download-file.ts';
export type { FetchedExport } from './fetch-exports.ts';
export { runSpec, writeRunSpec } from './run-spec.ts';
export { type Upload, UploadError, uploadRun } from './upload-run.ts';
export { runWorker, type WorkerOptions } from './worker.ts';
