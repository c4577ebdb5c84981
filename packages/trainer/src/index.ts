export { type Download, DownloadError, downloadFile } from './download-file.ts';
export { runWorker, type WorkerOptions } from './worker.ts';
