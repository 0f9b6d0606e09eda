import java.io.File;
import java.net.URI;
import java.net.URL;
import java.util.jar.JarFile;
import org.bytedeco.javacpp.Loader;

/** Unpacks the native libraries of all jars on the class path into JavaCPP's cache, without loading one: no GPU is needed. */
class ExtractLibraries {
    public static void main(String[] args) throws Exception {
        String platform = "/" + Loader.getPlatform() + "/";
        int count = 0;
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!path.endsWith(".jar")) {
                continue;
            }
            try (JarFile jar = new JarFile(path)) {
                for (var entry : jar.stream().toList()) {
                    if (entry.getName().contains(platform) && entry.getName().matches(".*\\.so(\\.[0-9]+)*")) {
                        URL url = URI.create("jar:" + new File(path).toURI() + "!/" + entry.getName()).toURL();
                        if (Loader.cacheResource(url) == null) {
                            throw new IllegalStateException(entry.getName() + " cannot be unpacked");
                        }
                        count++;
                    }
                }
            }
        }
        System.out.println(count + " native libraries in " + Loader.getCacheDir());
    }
}
