"""Writes the corpora of SacreBleuTest with the scores that sacreBLEU gives them.

    python3 sacrebleu_scores.py ../resources/org/seq4j/experiments/evaluation/metric/sacrebleu.json

Needs sacrebleu (the stored values are of 2.6.0). References are listed by example; an example may have fewer than others.
"""

import json
import random
import sys

import sacrebleu
from sacrebleu.metrics import BLEU, CHRF


def corpora():
    yield "one good line", ["The small dog sleeps under the old table."], [["The small dog is asleep under the old table."]]
    yield "identical", ["Nothing changed, nothing was lost.", "A second line."], [
        ["Nothing changed, nothing was lost."], ["A second line."]]
    yield "no match at all", ["alpha beta gamma delta epsilon"], [["un deux trois quatre cinq"]]
    yield "unigrams only, smoothed twice and more", ["d c b a e"], [["a b c d f"]]
    yield "too short for 4-grams", ["yes", "no way", "it is so"], [["yes"], ["no way"], ["it is so"]]
    yield "empty output among others", ["", "The train leaves at noon today."], [
        ["Nobody answered."], ["The train leaves at noon today."]]
    yield "all outputs empty", ["", ""], [["Nobody answered."], ["Still nobody."]]
    yield "blank output and blank ends", ["   ", "  leading and trailing spaces stay outside  "], [
        ["something"], ["leading and trailing spaces stay outside"]]
    yield "punctuation", [
        "\"Wait,\" she said -- 'why (on earth) now?!'",
        "e.g. this, i.e. that; a/b/c: {x} [y] <z> ~ ^ _ ` | \\ @ # $ % & * + =",
        "It's the dogs' (well-known) rock'n'roll... isn't it?"], [
        ["\"Wait\", she said - 'why on earth now?'"],
        ["E.g. this, i.e. that: a/b: {x} (y) <z>  ~ ^ _ ` | / @ # $ % & * + ="],
        ["It's the dogs' well-known rock'n'roll ... isn't it?"]]
    yield "numbers", [
        "In 1,000.50 cases of 3.14159, 2-3 of 10-fold and -5,0 or 1.", "7,5.3 .5 5. ,5 5, 1-2-3 a-1 1-a", "٣,٤ and ４.５ are digits too, 1٫5"], [
        ["In 1,000.5 cases of 3.1416, 2-4 of 10-fold and - 5,0 or 1 ."], ["7,5.3 0.5 5 . , 5 5 , 1 - 2 - 3 a-1 1 -a"], ["٣,٤ and 4.5 are digits as well, 1٫5"]]
    yield "entities and skipped", [
        "Tom &amp; Jerry said &quot;hi&quot; &lt;loudly&gt; &amp;lt; &apos;", "one <skipped>two three-\nfour five\nsix seven"], [
        ["Tom & Jerry said \"hi\" <loudly> &lt; '"], ["one two threefour five six seven eight"]]
    yield "chinese and japanese", ["我们明天去北京的博物馆。", "今日は天気がいいですね。散歩しましょう！", "東京タワーは333メートルです"], [
        ["我们明天要去北京博物馆。"], ["今日はとても天気がいいですね、散歩しましょう。"], ["東京タワーの高さは333メートルである"]]
    yield "emoji and combining marks", ["good 👍🏽 job 👩‍👩‍👧 café cafe\u0301", "🎉🎉🎉 party 🎉"], [
        ["good 👍 job 👨‍👩‍👧 cafe\u0301 café"], ["🎉🎉 party 🎉🎉"]]
    yield "right to left", ["ذهب الولد إلى المدرسة صباحا.", "הילד הלך לבית הספר, בבוקר"], [
        ["ذهب الولد الى المدرسة في الصباح."], ["הילד הלך לבית ספר בבוקר"]]
    yield "unusual white space", ["a\u00a0b c\u3000d e\u2003f\tg\x1ch i\u200bj k\u2028l m\x85n"], [
        ["a b c d e f g h i j k\u00a0l m n"]]
    yield "repeated n-grams are clipped", ["the the the the the the the the", "a b a b a b a b"], [
        ["the cat is on the mat and the dog too"], ["a b a b c"]]
    yield "phonemes", ["b ɔ̃ ʒ u ʁ", "ʃ a t o", "ɛ̃ t ɛ ʁ n ɛ t"], [["b ɔ̃ ʒ u ʁ"], ["ʃ ɑ t o"], ["ɛ̃ t ɛ ʁ n ɛ t ə"]]
    yield "two references", [
        "It is a guide to action which ensures that the military always obeys the commands.",
        "Rain fell on the village all night long."], [
        ["It is a guide to action that makes sure the army will forever heed the commands.",
         "It is the guiding principle which guarantees the military forces always being under command."],
        ["All night long it rained on the village.", "The whole night rain fell on the village."]]
    yield "references of equal distance in length", ["one two three four five six"], [
        ["one two three four five six seven", "one two three four five", "one two"]]
    yield "varying number of references", ["He bought two loaves of bread.", "She did not reply, did she?"], [
        ["He bought two loaves.", "He has bought two loaves of bread."], ["She didn't reply, did she?"]]
    yield "an empty reference beside another", ["Some words here, five of them", "More words"], [
        ["", "Some words are here, six of them"], ["More words", ""]]
    draw = random.Random(20)
    pieces = ["a", "b", "the", "dog", "42", "3.5", "1,000", ".", ",", "-", "—", "'s", "\"", "(", ")", "!?", "...", " ", "  ",
              "\u00a0", "\u3000", "é", "e\u0301", "中", "文", "ー", "ا", "ل", "🙂", "👩‍🚀", "&amp;", "&", "<", "/", "_", "x-1", "5-", "$9"]
    outputs, references = [], []
    for _ in range(60):
        line = [draw.choice(pieces) + draw.choice(["", " "]) for _ in range(draw.randrange(25))]
        outputs.append("".join(line))
        references.append([])
        for _ in range(draw.randrange(1, 4)):
            other = [p for p in line if draw.random() < 0.85]
            for _ in range(draw.randrange(5)):
                other.insert(draw.randrange(len(other) + 1), draw.choice(pieces) + " ")
            references[-1].append("".join(other) or ".")
    yield "drawn at random", outputs, references


def main(path):
    stored = []
    for name, outputs, references in corpora():
        most = max(len(r) for r in references)
        streams = [[r[i] if i < len(r) else None for r in references] for i in range(most)]
        scores = {}
        for tokenize in ["13a", "char", "none"]:
            metric = BLEU(tokenize=tokenize)
            score = metric.corpus_score(outputs, streams)
            scores["BLEU " + tokenize] = {
                "value": score.score, "details": score._verbose, "signature": str(metric.get_signature())}
        for order in [0, 2]:
            metric = CHRF(word_order=order)
            score = metric.corpus_score(outputs, streams)
            scores[score.name] = {"value": score.score, "details": "", "signature": str(metric.get_signature())}
        for score in scores.values():
            score["signature"] = score["signature"].replace("|version:" + sacrebleu.__version__, "")
        stored.append({"name": name, "outputs": outputs, "references": references, "scores": scores})
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"sacrebleu": sacrebleu.__version__, "corpora": stored}, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
