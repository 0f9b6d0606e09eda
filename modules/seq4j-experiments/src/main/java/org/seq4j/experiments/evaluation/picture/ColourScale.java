package org.seq4j.experiments.evaluation.picture;

/**
 * White to dark blue, even to the eye: lightness falls linearly in the OKLab space (Ottosson 2020), so that equal steps
 * of weight look like equal steps of colour, also in grey print and to the colour-blind.
 */
public final class ColourScale {

    private static final double LIGHTEST = 0.985;
    private static final double DARKEST = 0.30;
    private static final double CHROMA = 0.42; // of t (1 - t), beside the share of the dark end
    private static final double CHROMA_OF_DARKEST = 0.08;
    private static final double HUE_OF_LIGHTEST = Math.toRadians(235);
    private static final double HUE_OF_DARKEST = Math.toRadians(265);

    private ColourScale() {}

    /** The colour of a share {@code t} in [0, 1] as 0xRRGGBB. */
    public static int rgb(double t) {
        double lightness = LIGHTEST + t * (DARKEST - LIGHTEST);
        double chroma = CHROMA * t * (1 - t) + CHROMA_OF_DARKEST * t;
        double hue = HUE_OF_LIGHTEST + t * (HUE_OF_DARKEST - HUE_OF_LIGHTEST);
        double a = chroma * Math.cos(hue);
        double b = chroma * Math.sin(hue);
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        int red = channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        int green = channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        int blue = channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return red << 16 | green << 8 | blue;
    }

    private static double cube(double x) {
        return x * x * x;
    }

    /** From linear light to sRGB. */
    private static int channel(double light) {
        double value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * Math.min(1, Math.max(0, value)));
    }
}
