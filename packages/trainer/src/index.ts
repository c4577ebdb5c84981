export { type Download, DownloadError, downloadFile } from './download-file.ts';
export { type Upload, UploadError, uploadRun } from './upload-run.ts';
export { runWorker, type WorkerOptions } from './worker.ts';
