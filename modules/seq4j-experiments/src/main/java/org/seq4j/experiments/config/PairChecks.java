package org.seq4j.experiments.config;

import java.util.List;

/** The rules across the keys of the section {@code data}, where it names pairs of sequences. */
final class PairChecks {

    private final DataConfig data;
    private final Rules rules;

    private PairChecks(DataConfig data, Rules rules) {
        this.data = data;
        this.rules = rules;
    }

    /** Adds a fault for each rule that is broken. */
    static void run(DataConfig data, Rules rules) {
        PairChecks checks = new PairChecks(data, rules);
        if (!checks.format()) {
            return;
        }
        checks.side("data.source", data.source());
        checks.side("data.target", data.target());
        checks.sameField();
        checks.joint();
    }

    /** Whether the format is one of pairs. */
    private boolean format() {
        if (data.format() == null || data.format().isPairs()) {
            return data.format() != null;
        }
        rules.forbid(
                "data.format",
                List.of("model.type"),
                () -> true,
                () -> SchemaKey.constantName(data.format())
                        + switch (data.format()) {
                            case CONLL -> " holds labels";
                            case TS, MATLAB -> " holds series of numbers";
                            case POINTS, GENERATED -> " holds elements and positions";
                            default -> " holds single sequences";
                        }
                        + "; model.type: seq2seq reads pairs, expected tsv, csv, parallel or jsonl");
        return false;
    }

    private void side(String path, SideConfig side) {
        rules.forbid(
                path + ".pattern",
                List.of(path + ".level"),
                () -> side.level() == SideConfig.Level.REGEX && side.pattern() == null,
                () -> "missing; " + path + ".level: regex needs the regular expression of a token");
        rules.regularExpression(path + ".pattern", side.pattern());
        rules.forbid(
                path + ".field",
                List.of("data.header", "data.format"),
                () -> data.format().hasColumns()
                        && !data.header()
                        && side.field() != null
                        && !side.field().matches("[0-9]{1,6}"),
                () -> "expected the number of a column, counted from 0, or data.header: true, found " + side.field());
    }

    private void sameField() {
        rules.forbid(
                "data.target.field",
                List.of("data.source.field", "data.format"),
                () -> data.sourceField().equals(data.targetField()),
                () -> "source and target are both " + data.targetField() + "; expected two different ones");
    }

    private void joint() {
        SideConfig source = data.source();
        SideConfig target = data.target();
        rules.forbid(
                "data.joint_vocabulary",
                List.of("data.source", "data.target"),
                () -> data.jointVocabulary()
                        && !(source.level() == target.level()
                                && String.valueOf(source.pattern()).equals(String.valueOf(target.pattern()))
                                && source.lowercase() == target.lowercase()
                                && source.bpe().equals(target.bpe())
                                && source.vocab().equals(target.vocab())),
                () -> "needs both sides to be read alike; expected equal level, pattern, lowercase, bpe and vocab in"
                        + " data.source and data.target");
    }
}
