package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;

/**
 * What is read. Either {@code dataset} or {@code train} is given, never both.
 *
 * @param format how a file is cut into sequences
 * @param header whether the first line names the columns
 * @param dataset name of a data set of the catalogue
 * @param train training file
 * @param dev development file
 * @param test test file
 * @param split how one file is cut into training, development and test parts
 * @param tokens how text becomes tokens and ids
 * @param sentences sentences with labels
 * @param series series of numbers
 * @param source the source side of pairs
 * @param target the target side of pairs
 * @param jointVocabulary whether both sides share their tokens' ids
 * @param task what the elements and positions of pointing mean
 * @param elements the elements that are pointed at
 * @param generated examples that are made on the fly
 * @param batching how sequences become batches
 */
public record DataConfig(
        @Key(
                description =
                        "For language models: text: the file is one continuous stream, read by parallel stateful readers; lines: each line is one sequence. For pairs of sequences: tsv: two columns separated by tabs; csv: by commas (RFC 4180); jsonl: two fields of a JSON object on each line; parallel: two files, line by line. For pointing: generated: examples are made on the fly; points: lines of x1 y1 .. xn yn output i1 i2 .. (the layout of the data that Vinyals et al. published); csv and jsonl: vectors and positions, see docs/pointer-networks.md. For classifiers and taggers, see docs/tagging-and-classification.md: conll: a token a line, in columns, blank lines between sentences; parallel: a file of tokens and beside it files of tags and labels, line by line; lines: a label, a tab and a text on each line; jsonl: fields of a JSON object on each line. For regressors and classifiers of series, see docs/series.md: ts, the text format of the UCR, UEA and sktime archives; csv, a step a row; jsonl, a JSON object on each line; matlab, cell arrays of a MATLAB 5 file.")
        Format format,

        @Key(
                description = "Whether the first line of each file names the columns.",
                defaultValue = "false",
                onlyIf = "/data.format=tsv|csv")
        boolean header,

        @Key(
                description =
                        "Name of a data set of the catalogue (see the command data list), downloaded on first use. Excludes train. With format generated, one of the sets for pointing, whose parts replace the development and test examples that are made.")
        @Nullable
        String dataset,

        @Key(
                description =
                        "Path of the training file (UTF-8); with format parallel, of both files of pairs without their suffixes, or for a classifier or tagger of the file of tokens. Excludes dataset; not with format generated.")
        @Nullable
        String train,

        @Key(description = "Path of the development file; with format generated, one in the format points.") @Nullable
        String dev,

        @Key(description = "Path of the test file; with format generated, one in the format points.") @Nullable
        String test,

        @Key(
                description = "Cuts one file into parts, where there are no files of their own.",
                onlyIf = {
                    "/model.type=language_model|classifier|tagger|regressor",
                    "/data.format=text|lines|conll|parallel|jsonl|ts|csv|matlab"
                })
        SplitConfig split,

        @Key(description = "How text becomes tokens and ids.", onlyIf = "/model.type=language_model")
        TokensConfig tokens,

        @Key(
                description = "Sentences with labels: where their parts stand, and how tokens become ids.",
                onlyIf = {"/model.type=classifier|tagger", "/data.format=conll|parallel|lines|jsonl"})
        SentencesConfig sentences,

        @Key(
                description =
                        "Series of numbers: where their parts stand, how they are normalised, and what is predicted of them.",
                onlyIf = {"/model.type=classifier|regressor", "/data.format=ts|csv|jsonl|matlab"})
        SeriesConfig series,

        @Key(description = "The source side of pairs: what is read.", onlyIf = "/model.type=seq2seq")
        SideConfig source,

        @Key(description = "The target side of pairs: what is to be written.", onlyIf = "/model.type=seq2seq")
        SideConfig target,

        @Key(
                description =
                        "Whether both sides share one vocabulary (and, with level bpe, the learnt merges); the two sides must then be read alike.",
                defaultValue = "false",
                onlyIf = "/model.type=seq2seq")
        boolean jointVocabulary,

        @Key(
                description =
                        "What the elements and positions mean, which decides how outputs are scored and drawn: convex_hull, the corners of the hull of points, counter-clockwise, the first again at the end; delaunay, the triangles of the triangulation of points as triples; tsp, a round tour of points, the first again at the end; sort, numbers in rising order; pointing, a task of your own. With format generated, what is made.",
                defaultValue = "pointing",
                onlyIf = "/model.type=pointer_network")
        Task task,

        @Key(
                description = "The elements that are pointed at, and where they stand in a file.",
                onlyIf = "/model.type=pointer_network")
        ElementsConfig elements,

        @Key(description = "Examples that are made on the fly.", onlyIf = "/data.format=generated")
        GeneratedConfig generated,

        @Key(description = "How sequences become batches.") BatchingConfig batching) {

    /** Where the source side of pairs stands: its column, its field or the suffix of its file. */
    public String sourceField() {
        String field = source.field();
        return field != null ? field : format.hasColumns() ? "0" : "source";
    }

    /** Where the target side of pairs stands: its column, its field or the suffix of its file. */
    public String targetField() {
        String field = target.field();
        return field != null ? field : format.hasColumns() ? "1" : "target";
    }

    /** Where the tokens of sentences stand: their column, field or file. */
    public String tokensField() {
        String usual = format == Format.CONLL ? sentences.conllu() ? "1" : "0" : "tokens";
        return or(sentences.tokens(), format == Format.PARALLEL ? "seq.in" : usual);
    }

    /** Where the tags of sentences stand, likewise. */
    public String tagsField() {
        String usual = format == Format.CONLL ? sentences.conllu() ? "3" : "-1" : "tags";
        return or(sentences.tags(), format == Format.PARALLEL ? "seq.out" : usual);
    }

    /** Where the label of a sentence stands, likewise. */
    public String labelField() {
        return or(sentences.label(), "label");
    }

    /** What stands between columns, or label and text; null: what is usual. */
    public @Nullable String separator() {
        String separator = sentences.separator();
        return separator == null
                ? null
                : switch (separator) {
                    case "tab" -> "\t";
                    case "space" -> " ";
                    default -> separator;
                };
    }

    /** What stands between the labels of a sentence that has several. */
    public String labelSeparator() {
        return or(sentences.labelSeparator(), ";");
    }

    private static String or(@Nullable String field, String usual) {
        return field == null ? usual : field;
    }

    /** Where the elements of pointing stand: their column or field. */
    public String vectorsField() {
        String field = elements.vectors();
        return field != null ? field : hasNumberedColumns() ? "0" : "vectors";
    }

    /** Where the positions of pointing stand: their column or field. */
    public String positionsField() {
        String field = elements.target();
        return field != null ? field : hasNumberedColumns() ? "1" : "target";
    }

    private boolean hasNumberedColumns() {
        return format.hasColumns() && !header;
    }

    /** What elements and positions mean. */
    public enum Task {
        /** Corners of the convex hull. */
        CONVEX_HULL,
        /** Triangles of the Delaunay triangulation. */
        DELAUNAY,
        /** A round tour. */
        TSP,
        /** Rising order. */
        SORT,
        /** Something else. */
        POINTING;

        /** Numbers of an element; 0 where the task does not say. */
        public int features() {
            return switch (this) {
                case CONVEX_HULL, DELAUNAY, TSP -> 2;
                case SORT -> 1;
                case POINTING -> 0;
            };
        }
    }

    /** How a file is cut into sequences. */
    public enum Format {
        /** The file is one stream of tokens. */
        TEXT,
        /** Each line is one sequence. */
        LINES,
        /** Pairs in columns separated by tabs. */
        TSV,
        /** Pairs in columns separated by commas. */
        CSV,
        /** Pairs in two files, line by line. */
        PARALLEL,
        /** Pairs in fields of JSON objects, one a line. */
        JSONL,
        /** Pointing, in lines of numbers. */
        POINTS,
        /** Pointing, made on the fly. */
        GENERATED,
        /** A token a line, in columns. */
        CONLL,
        /** Series in the text format of the UCR, UEA and sktime archives. */
        TS,
        /** Series in cell arrays of a MATLAB 5 file. */
        MATLAB;

        /** Whether a sequence has a source and a target. */
        public boolean isPairs() {
            return hasColumns() || this == PARALLEL || this == JSONL;
        }

        /** Whether it holds one sequence after the other. */
        boolean isSequences() {
            return this == TEXT || this == LINES;
        }

        /** Whether it can hold sentences with labels. */
        public boolean isSentences() {
            return this == CONLL || this == PARALLEL || this == LINES || this == JSONL;
        }

        /** Whether it can hold series of numbers. */
        public boolean isSeries() {
            return this == TS || this == CSV || this == JSONL || this == MATLAB;
        }

        /** Whether it can hold elements and positions. */
        boolean isPointing() {
            return this == POINTS || this == GENERATED || this == CSV || this == JSONL;
        }

        /** Whether a line is a row of columns. */
        boolean hasColumns() {
            return this == TSV || this == CSV;
        }
    }
}
