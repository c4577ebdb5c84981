import pytest
from made_report import made_report
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from reward_trainer.load_model import load_reward_model
from reward_trainer.model_card import model_card


def report(**changes) -> dict:
    made = made_report()
    made["train"]["calibration_pairs"] = 200
    return made | changes


def test_the_card_holds_base_data_recipe_accuracy_controls_calibration_use_and_limits():
    made = report()
    text, own = model_card(made), made["evaluations"][0]
    for measured in [own, *own["by_strength"], *own["controls"]]:
        assert f"| {measured['pairs']} | {100 * measured['accuracy']:.1f} % (" in text
    slope = own["calibration"]["slope"]
    expected = ["made\\_model with a scalar head", "| own | 1,928 | – |", "| open\\_data | 216 | 1,370 |"]
    expected += [
        "malformed\\_line 2",
        "batch\\_pairs | 512",
        f"sigmoid({slope:.4g} ×",
        "## Limits",
        "| with the slope |",
    ]
    for said in expected:
        assert said in text


@pytest.mark.parametrize(
    ("base", "named"),
    [("owner/name", "base_model: owner/name"), ("/srv/secret/models/base", None), ("pypi:llm-x", None), ("./a", None)],
)
def test_the_header_names_a_base_that_others_can_find_and_no_path(base, named):
    text = model_card(report(base_model=base))
    header = text.split("---")[1]
    assert text.startswith("---\nlibrary_name: transformers\n")
    assert ("base_model:" in header) == bool(named) and (named or "") in header and "secret" not in text


def test_a_model_that_was_not_measured_says_so():
    made = report()
    own = made["evaluations"][0]
    nothing = {"pairs": 0, "accuracy": None, "ci95": None, "ci95_clustered": None, "by_strength": [], "controls": []}
    blank = {"slope": None, "before": None, "after": None, "reason": None}
    made["evaluations"] = [own | nothing | {"calibration": blank}]
    text = model_card(made)
    assert "It was not measured" in text and "Not measured." in text


def test_a_finished_run_leaves_a_folder_with_its_card_that_opens_for_scoring(llama, data, tmp_path, finish):
    finish(llama, data)
    folder = tmp_path / "out" / "model"
    assert "# Reward model for helpfulness" in (folder / "README.md").read_text()
    assert load_reward_model(str(folder)).tokenizer.model_max_length == 64


def test_the_folder_has_what_the_loader_of_reward_bench_asks_for(base_model, data, tmp_path, finish):
    """rewardbench 0.1.4: the model by its auto class, dialogs by the chat template as text, padded with the pad token,
    a doubled first mark removed; the score is the logit."""
    finish(base_model, data)
    folder = tmp_path / "out" / "model"
    network = AutoModelForSequenceClassification.from_pretrained(folder, num_labels=1).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    assert tokenizer.chat_template and tokenizer.pad_token_id == network.config.pad_token_id
    assert tokenizer.pad_token_id not in (tokenizer.eos_token_id, tokenizer.bos_token_id)
    dialogs = [
        [{"role": "user", "content": "tell me"}, {"role": "assistant", "content": text}]
        for text in ("good", "rude " * 9)
    ]
    texts = [tokenizer.apply_chat_template(dialog, tokenize=False) for dialog in dialogs]
    batch = tokenizer(texts, padding=True, truncation=True, max_length=64, return_tensors="pt", add_special_tokens=True)
    logits = network(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    assert logits.shape == (2, 1)
    model = load_reward_model(str(folder))
    from reward_trainer.score_rows import ask_messages, score_asked  # noqa: PLC0415
    from reward_trainer.stop import Stop  # noqa: PLC0415

    ours = score_asked(model, [ask_messages(dialog, model) for dialog in dialogs], Stop())
    assert logits.flatten().tolist() == pytest.approx([score for (score,) in ours], abs=1e-4)
