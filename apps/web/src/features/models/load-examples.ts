export type LoadName = 'cli' | 'transformers' | 'vllm';

const lines = (...parts: string[]) => parts.join('\n');

/** From here to a score, step by step. */
export function loadExamples(of: {
  url: string;
  slug: string;
  id: string;
}): { name: LoadName; code: string }[] {
  return [
    {
      name: 'cli',
      code: lines(
        `export PREFERABLY_URL=${of.url}`,
        'export PREFERABLY_API_KEY=…',
        `npm run preferably -- model download ${of.slug} ${of.id} --to ./model`,
      ),
    },
    {
      name: 'transformers',
      code: lines(
        'import torch',
        'from transformers import AutoModelForSequenceClassification, AutoTokenizer',
        '',
        'tokenizer = AutoTokenizer.from_pretrained("./model")',
        'model = AutoModelForSequenceClassification.from_pretrained("./model").eval()',
        'dialog = [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]',
        'inputs = tokenizer.apply_chat_template(dialog, return_dict=True, return_tensors="pt")',
        'with torch.no_grad():',
        '    score = model(**inputs).logits[0, 0].item()',
      ),
    },
    {
      name: 'vllm',
      code: lines(
        `vllm serve ./model --runner pooling --pooler-config '{"use_activation": false}'`,
        '',
        "curl http://localhost:8000/classify -H 'content-type: application/json' -d '{",
        '  "model": "./model",',
        '  "messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}],',
        '  "add_generation_prompt": false',
        "}'",
      ),
    },
  ];
}
