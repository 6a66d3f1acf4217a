// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.kernel.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;
import org.jspecify.annotations.Nullable;

/**
 * A generated class, in a class loader of its own.
 *
 * <p>Classes are found again by their source for as long as somebody holds a kernel made from them. With the system
 * property {@code weir.kernels.dump} each source is also written to a file in the directory that it names.
 */
final class KernelClass {
    private static final Map<String, Cached> CACHE = new HashMap<>();
    private static final ReferenceQueue<Class<?>> GONE = new ReferenceQueue<>();
    private static final @Nullable String DUMP = System.getProperty("weir.kernels.dump");

    private final Class<?> type;

    private KernelClass(Class<?> type) {
        this.type = type;
    }

    static KernelClass of(String source) {
        Class<?> known = find(source);
        return new KernelClass(known != null ? known : remember(source, compile(source)));
    }

    <T> T create(Class<T> door, List<Object> constants) throws ReflectiveOperationException {
        return door.cast(type.getConstructor(Object[].class).newInstance((Object) constants.toArray()));
    }

    private static Class<?> compile(String source) {
        dump(source);
        SimpleCompiler compiler = new SimpleCompiler();
        compiler.setParentClassLoader(KernelClass.class.getClassLoader());
        try {
            compiler.cook(source);
            return compiler.getClassLoader().loadClass(KernelText.NAME);
        } catch (CompileException | ClassNotFoundException e) {
            throw new IllegalStateException("kernel does not compile: " + e.getMessage(), e);
        }
    }

    private static synchronized @Nullable Class<?> find(String source) {
        for (Object gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            CACHE.remove(((Cached) gone).source, gone);
        }
        Cached cached = CACHE.get(source);
        return cached == null ? null : cached.get();
    }

    private static synchronized Class<?> remember(String source, Class<?> compiled) {
        CACHE.put(source, new Cached(source, compiled));
        return compiled;
    }

    /** How many classes are known; for tests. */
    static synchronized int cached() {
        find("");
        return CACHE.size();
    }

    private static void dump(String source) {
        if (DUMP != null) {
            try {
                Path directory = Files.createDirectories(Path.of(DUMP));
                Files.writeString(directory.resolve(String.format("Kernel-%08x.java", source.hashCode())), source);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Cached extends WeakReference<Class<?>> {
        private final String source;

        Cached(String source, Class<?> type) {
            super(type, GONE);
            this.source = source;
        }
    }
}
