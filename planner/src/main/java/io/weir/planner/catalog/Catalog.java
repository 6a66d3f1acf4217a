// SPDX-License-Identifier: Apache-2.0
package io.weir.planner.catalog;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SourceSpan;
import io.weir.spi.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tables and views by name without regard to case. A session has a catalog of its own for temporary objects, which
 * hide those of the same name in the engine's below. What the engine tells of itself stands in the schema {@value #SYSTEM}.
 *
 * <p>Safe for use by several threads; an object is never changed, only replaced.
 */
public final class Catalog {
    /** The schema of the tables that tell of the engine itself. */
    public static final String SYSTEM = "weir";

    private final @Nullable Catalog below;
    private final Map<String, CatalogObject> system;
    private final ConcurrentSkipListMap<String, CatalogObject> objects = new ConcurrentSkipListMap<>();

    private Catalog(@Nullable Catalog below, Map<String, CatalogObject> system) {
        this.below = below;
        this.system = system;
    }

    /** An engine's catalog, without tables that tell of the engine. */
    public static Catalog shared() {
        return shared(List.of());
    }

    /**
     * An engine's catalog.
     *
     * @param system tables that tell of the engine itself; the name of each begins with the schema, as in {@code
     *     weir.dead_letters}
     */
    public static Catalog shared(List<? extends CatalogObject> system) {
        Map<String, CatalogObject> byKey = new TreeMap<>();
        system.forEach(object -> byKey.put(key(object.name()), object));
        return new Catalog(null, byKey);
    }

    /** A session's catalog above this one. */
    public Catalog forSession() {
        return new Catalog(this, system);
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** What a name means here. */
    public Optional<CatalogObject> find(String name) {
        CatalogObject ofEngine = system.get(key(name));
        if (ofEngine != null) {
            return Optional.of(ofEngine);
        }
        CatalogObject own = objects.get(key(name));
        return own != null || below == null ? Optional.ofNullable(own) : below.find(name);
    }

    /** What a name means here, or an error that names the nearest. */
    public CatalogObject get(String name, @Nullable SourceSpan span) {
        return find(name).orElseThrow(() -> notFound("table", name, span));
    }

    /** The error that an object is missing. */
    public SqlException notFound(String kind, String name, @Nullable SourceSpan span) {
        List<String> names = Stream.concat(list().stream(), system.values().stream())
                .map(CatalogObject::name)
                .toList();
        return SqlException.report(ErrorCode.TABLE_NOT_FOUND)
                .says("%s \"%s\" does not exist", kind, name)
                .at(span)
                .hint(
                        "%s",
                        Nearest.hint(
                                name,
                                names,
                                list().isEmpty()
                                        ? "There is no table yet; make one with CREATE TABLE."
                                        : "SHOW TABLES lists the tables there are."))
                .toException();
    }

    /** The tables that tell of the engine itself, by their names within the schema {@value #SYSTEM}. */
    public List<CatalogObject> system() {
        return List.copyOf(system.values());
    }

    /** All objects that can be named here without a schema, in the order of their names. */
    public List<CatalogObject> list() {
        Map<String, CatalogObject> all = new TreeMap<>();
        if (below != null) {
            below.list().forEach(object -> all.put(key(object.name()), object));
        }
        all.putAll(objects);
        return new ArrayList<>(all.values());
    }

    /** Whether an object that is about to be made would stand in the way of another of its name. */
    public boolean holds(String name, boolean temporary) {
        return layer(temporary).objects.containsKey(key(name));
    }

    /**
     * Adds an object to the layer it belongs to.
     *
     * @return whether it was added; not so when there is one of the name already
     */
    public boolean add(CatalogObject object) {
        return layer(object.temporary()).objects.putIfAbsent(key(object.name()), object) == null;
    }

    /** Adds a view, in place of the view of the same name if there is one. */
    public void addOrReplace(CatalogView view) {
        layer(view.temporary()).objects.merge(key(view.name()), view, (old, made) -> {
            if (!(old instanceof CatalogView)) {
                throw exists(old, null);
            }
            return made;
        });
    }

    /** The error that an object of the name exists. */
    public static SqlException exists(CatalogObject object, @Nullable SourceSpan span) {
        return SqlException.report(ErrorCode.OBJECT_EXISTS)
                .says("%s \"%s\" exists already", object.kind(), object.name())
                .at(span)
                .hint("Add IF NOT EXISTS to the statement, or drop the %s first.", object.kind())
                .toException();
    }

    /**
     * Removes an object that was found here.
     *
     * @return whether it was there
     */
    public boolean remove(CatalogObject object) {
        return layer(object.temporary()).objects.remove(key(object.name()), object);
    }

    private Catalog layer(boolean temporary) {
        return temporary || below == null ? this : below.layer(false);
    }
}
