// What a new set of guidelines may begin with: content in both languages, to be edited, and no words of the pages.
import type { Choice } from '@preferably/domain';

const choice = (code: string, en: string, ko: string): Choice => ({ code, label: { en, ko } });

/** After InstructGPT's metadata of each response. */
export const usualChips: Choice[] = [
  choice('fails_task', 'Fails the task', '요청을 제대로 수행하지 않음'),
  choice('made_up_fact', 'States a made-up fact', '사실을 지어냄'),
  choice('harmful_advice', 'Gives harmful advice', '해로운 조언을 함'),
  choice('moral_judgement', 'Passes a moral judgement', '도덕적 판단을 내림'),
  choice('inappropriate', 'Inappropriate for an assistant', '어시스턴트로서 부적절함'),
  choice('personal_data', 'Reveals personal data', '개인 정보를 드러냄'),
];

/** The three of Llama 2 (§4.1, A.5), and what its guidelines forbid beside them. */
export const usualCategories: Choice[] = [
  choice('illicit_criminal', 'Illicit and criminal activities', '불법 및 범죄 행위'),
  choice('hateful_harmful', 'Hateful and harmful activities', '혐오 및 유해 행위'),
  choice('unqualified_advice', 'Unqualified advice', '자격이 필요한 조언'),
  choice('self_harm', 'Self-harm and eating disorders', '자해 및 섭식 장애'),
  choice('sexual_content', 'Sexual content', '성적인 내용'),
  choice('privacy', 'Violation of privacy', '사생활 침해'),
  choice('misinformation', 'Misinformation', '허위 정보'),
];
