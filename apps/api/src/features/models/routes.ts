import {
  archiveModel,
  compareModels,
  demoteModel,
  getModel,
  listModelFiles,
  listModels,
  promoteModel,
  restoreModel,
} from '@preferably/contracts';
import { models } from '@preferably/db';
import type { Context } from '../../context.ts';
import { engineers, staff } from '../../policies.ts';
import { changeModel } from './change-model.ts';
import { compare } from './compare-models.ts';
import { findModel } from './find-model.ts';
import { shapeLineage, shapeModel } from './shape-model.ts';

export function modelRoutes({ route, db, storage }: Context) {
  route(listModels, staff, async ({ params }) => ({
    models: (await models.listModels(db, params.projectId)).map(shapeModel),
  }));

  route(compareModels, staff, ({ params, query }) => compare({ db, storage }, { ...params, ...query }));

  route(getModel, staff, async ({ params }) =>
    shapeLineage(await findModel(db, params.modelId), await models.listFiles(db, params.modelId)),
  );

  route(listModelFiles, staff, async ({ params }) => {
    await findModel(db, params.modelId);
    const files = await models.listFiles(db, params.modelId);
    return { files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })) };
  });

  route(promoteModel, engineers, async ({ params, caller }) => {
    const { model, formerId } = await changeModel(db, caller.userId, params.modelId, 'promote');
    return { model: shapeModel(model), formerId };
  });

  const changes = [
    [demoteModel, 'demote'],
    [archiveModel, 'archive'],
    [restoreModel, 'restore'],
  ] as const;
  for (const [endpoint, action] of changes) {
    route(endpoint, engineers, async ({ params, caller }) =>
      shapeModel((await changeModel(db, caller.userId, params.modelId, action)).model),
    );
  }
}
