// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.border.Border;
import io.weir.executor.border.Borders;
import io.weir.executor.border.ResultBuffer;
import io.weir.executor.border.ResultOperator;
import io.weir.executor.border.SinkOperator;
import io.weir.executor.deadletter.DeadLetters;
import io.weir.executor.epoch.EpochCoordinator;
import io.weir.executor.epoch.EpochSettings;
import io.weir.executor.epoch.EpochStart;
import io.weir.executor.epoch.ScanTraits;
import io.weir.executor.epoch.SplitId;
import io.weir.executor.epoch.SplitProgress;
import io.weir.executor.exchange.Channel;
import io.weir.executor.exchange.ChannelInlet;
import io.weir.executor.exchange.ForwardSender;
import io.weir.executor.exchange.HashSender;
import io.weir.executor.exchange.Receiver;
import io.weir.executor.exchange.Sender;
import io.weir.executor.kernel.Kernels;
import io.weir.executor.operator.Barrier;
import io.weir.executor.operator.Operator;
import io.weir.executor.operator.OperatorContext;
import io.weir.executor.operator.Operators;
import io.weir.executor.operator.Output;
import io.weir.executor.schedule.Scheduler;
import io.weir.executor.source.SourceInlet;
import io.weir.executor.state.KeyGroups;
import io.weir.executor.state.KeyRange;
import io.weir.executor.state.MemoryBudget;
import io.weir.plan.physical.JobPlan;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.Sink;
import io.weir.spi.connector.Split;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the tasks of a job out of its layout, and connects them. */
final class Wiring implements JobContext {
    // ---- settings
    private final JobPlan plan;
    private final JobSettings settings;
    private final Kernels kernels;
    private final Tables tables;
    private final Scheduler scheduler;
    private final MemoryBudget budget;
    private final @Nullable SnapshotFile snapshot;
    private final @Nullable EpochStart from;

    // ---- made on the way
    private final RunningJob job;
    private final List<Leaf> leaves = new ArrayList<>();
    private final Layout layout;
    private final EpochCoordinator coordinator;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final Set<Integer> satisfied = new HashSet<>();
    private final long startMicros;
    private int writers;

    /** A node in all its tasks; a leaf runs nothing. */
    private record Placed(List<Task> tasks, List<Outlet> outlets, List<NodeRun> runs) {
        Placed() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    Wiring(
            String id,
            JobPlan plan,
            JobSettings settings,
            JobStart start,
            @Nullable SnapshotFile snapshot,
            Kernels kernels,
            Tables tables,
            Scheduler scheduler,
            MemoryBudget budget) {
        this.plan = plan;
        this.settings = settings;
        this.snapshot = snapshot;
        this.from = snapshot == null ? null : snapshot.start();
        this.kernels = kernels;
        this.tables = tables;
        this.scheduler = scheduler;
        this.budget = budget;
        this.startMicros = scheduler.nowMicros();
        Map<PhysicalPlan, Leaf> byPlan = new HashMap<>();
        this.layout = new Layout(
                plan,
                settings.parallelism(),
                leaf -> byPlan.computeIfAbsent(leaf, each -> new Leaf(each, tables))
                        .tasksMax());
        layout.leaves()
                .forEach(node -> leaves.add(byPlan.computeIfAbsent(node.plan(), each -> new Leaf(each, tables))));
        List<String> nodes =
                layout.nodes().stream().map(node -> node.plan().name()).toList();
        if (snapshot != null) {
            snapshot.check(nodes);
        }
        this.job = new RunningJob(id, scheduler, !plan.bounded() && hasSinks(), nodes);
        List<ScanTraits> traits = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            traits.add(leaves.get(i).traits(layout.leaves().get(i).parallelism()));
        }
        this.coordinator = new EpochCoordinator(
                new EpochSettings(
                        settings.epochIntervalMicros(),
                        settings.epochMaxMicros(),
                        settings.epochMaxBytes(),
                        plan.bounded() && !settings.streaming() ? 0 : settings.commitIntervalMicros(),
                        settings.streaming()),
                traits,
                layout.groups().stream()
                        .map(group -> group.stream().mapToInt(each -> each).toArray())
                        .toList(),
                layout.stages().stream().mapToInt(Layout.Stage::parallelism).sum(),
                start.journal(),
                scheduler,
                job);
        if (from != null) {
            coordinator.resume(from.repeating(start.repeats()));
            if (layout.nodes().stream().anyMatch(node -> node.plan().byClock())) {
                coordinator.wakeAt(from.timeMicros() + 1); // nodes say again at a barrier what they wait for
            }
        } else {
            coordinator.repeat(start.repeats());
        }
        job.coordinator(coordinator);
        tables.deadLetters().rewind(id, openEpoch() - 1);
    }

    private boolean hasSinks() {
        return plan.roots().stream().anyMatch(PhysicalPlan.Sink.class::isInstance);
    }

    /** The job, ready to be started. */
    RunningJob connect(JobStart start) {
        try {
            layout.nodes().forEach(node -> placed.add(new Placed()));
            layout.stages().forEach(this::makeTasks);
            layout.nodes().forEach(this::connectInputs);
            for (int i = 0; i < leaves.size(); i++) {
                makeInlets(i, start);
            }
            return job;
        } catch (RuntimeException e) {
            tasks.forEach(Task::close);
            throw e;
        }
    }

    private Placed at(Layout.Node node) {
        return placed.get(node.id());
    }

    private void makeTasks(Layout.Stage stage) {
        for (int number = 0; number < stage.parallelism(); number++) {
            Task task = new Task(number, scheduler, job);
            tasks.add(task);
            job.add(task);
            for (Layout.Node node : stage.nodes()) {
                Outlet outlet = new Outlet();
                at(node).tasks().add(task);
                at(node).outlets().add(outlet);
                if (!node.isLeaf()) {
                    at(node).runs().add(makeNode(node, task, outlet));
                }
            }
        }
    }

    private NodeRun makeNode(Layout.Node node, Task task, Outlet outlet) {
        NodeContext context = new NodeContext(
                this, node, KeyRange.of(task.number(), node.parallelism(), KeyGroups.DEFAULT_MAX_GROUPS));
        Operator operator;
        Output out = outlet;
        if (node.plan() instanceof PhysicalPlan.Result result) {
            ResultBuffer buffer = new ResultBuffer(settings.resultBufferBytes(), scheduler.signal(), task::wake);
            job.add(buffer);
            ResultOperator border = new ResultOperator(result, new NodeBorders(node, context, null), buffer);
            operator = border;
            out = border.output();
        } else if (node.plan() instanceof PhysicalPlan.Sink into) {
            Sink sink = tables.sink(into.table());
            if (task.number() == 0) {
                commitAgain(node, sink);
            }
            SinkOperator border = new SinkOperator(
                    into, new NodeBorders(node, context, sink), sink.open(job.id(), writers++), task::wake);
            operator = border;
            out = border.output();
        } else {
            operator = Operators.of(node.plan(), context);
        }
        restore(node, task, context, operator);
        NodeRun run = new NodeRun(operator, out);
        task.add(new Task.Member(node, run, context, outlet));
        return run;
    }

    /** Gives a node what its tasks had kept when the snapshot was taken: state by key, rows of borders to the first task. */
    private void restore(Layout.Node node, Task task, NodeContext context, Operator operator) {
        if (snapshot == null) {
            return;
        }
        for (SnapshotFile.Part part : snapshot.parts()) {
            if (part.node() != node.id()) {
                continue;
            }
            if (part.state().length > 0) {
                try {
                    context.state().restore(new ByteArrayInputStream(part.state()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            if (part.held().length > 0 && task.number() == 0 && operator instanceof Border border) {
                border.restore(part.held());
            }
        }
    }

    private void commitAgain(Layout.Node node, Sink sink) {
        if (snapshot != null) {
            snapshot.committables().stream()
                    .filter(each -> each.node() == node.id())
                    .forEach(each -> sink.commit(each.bytes()));
        }
    }

    private void connectInputs(Layout.Node node) {
        List<Outlet> from = new ArrayList<>();
        node.inputs().forEach(edge -> from.addAll(at(edge.from()).outlets()));
        if (!node.isLeaf()) {
            job.balance().passage(node.plan().name(), from, at(node).runs());
        }
        for (int input = 0; input < node.inputs().size(); input++) {
            Layout.Edge edge = node.inputs().get(input);
            int senders = edge.from().parallelism();
            for (int number = 0; number < senders; number++) {
                Receiver receiver = edge.route() == Layout.Route.CHAIN
                        ? at(node).runs().get(number).input(input)
                        : sender(edge, number, node, input);
                at(edge.from()).outlets().get(number).add(receiver);
            }
        }
    }

    private Sender sender(Layout.Edge edge, int number, Layout.Node node, int input) {
        Task from = at(edge.from()).tasks().get(number);
        Sender sender = switch (edge.route()) {
            case CHAIN -> throw new IllegalStateException("a chain needs no sender");
            case FORWARD ->
                new ForwardSender(
                        channel(from, node, number % node.parallelism(), input),
                        edge.from().plan().schema().types());
            case GATHER ->
                new ForwardSender(
                        channel(from, node, 0, input),
                        edge.from().plan().schema().types());
            case HASH -> {
                Channel[] channels = new Channel[node.parallelism()];
                for (int to = 0; to < channels.length; to++) {
                    channels[to] = channel(from, node, to, input);
                }
                yield new HashSender(
                        edge.keys(),
                        edge.from().plan().schema().types(),
                        KeyGroups.DEFAULT_MAX_GROUPS,
                        scheduler.choose(2, 0) == 1,
                        channels);
            }
        };
        from.add(sender);
        return sender;
    }

    private Channel channel(Task from, Layout.Node node, int number, int input) {
        Task to = at(node).tasks().get(number);
        Channel channel = new Channel(from::wake, to::wake);
        to.add(new ChannelInlet(channel), at(node).runs().get(number).input(input));
        return channel;
    }

    private void makeInlets(int scan, JobStart start) {
        Layout.Node node = layout.leaves().get(scan);
        Leaf leaf = leaves.get(scan);
        List<SourceInlet> inlets = new ArrayList<>();
        for (int number = 0; number < node.parallelism(); number++) {
            Task task = at(node).tasks().get(number);
            SourceInlet inlet = new SourceInlet(leaf.reading(scan, kernels), coordinator, scheduler, task::wake);
            inlets.add(inlet);
            job.add(inlet);
            task.add(inlet, at(node).outlets().get(number));
        }
        job.balance().reading(node.plan().name(), inlets, at(node).outlets());
        Discovery discovery = new Discovery(
                leaf,
                scan,
                leaf.source().discoveryInterval().orElse(Duration.ZERO),
                inlets,
                leaf.errors(job.id(), tables.deadLetters()),
                scheduler,
                job::failed);
        job.add(discovery);
        Map<SplitId, SplitProgress> known = from == null ? Map.of() : from.splits();
        known.entrySet().stream()
                .filter(each -> each.getKey().scan() == scan)
                .sorted(Comparator.comparing(each -> each.getKey().split()))
                .forEach(each -> discovery.assign(new Split(each.getKey().split()), each.getValue()));
        leaf.splits().forEach(split -> discovery.assign(split, SplitProgress.none()));
        start.repeats().stream()
                .flatMap(entry -> entry.moved().keySet().stream())
                .filter(each -> each.scan() == scan)
                .forEach(each -> discovery.assign(new Split(each.split()), SplitProgress.none()));
    }

    // ---- what tasks have in common

    @Override
    public JobSettings settings() {
        return settings;
    }

    @Override
    public Kernels kernels() {
        return kernels;
    }

    @Override
    public EpochCoordinator coordinator() {
        return coordinator;
    }

    @Override
    public MemoryBudget budget() {
        return budget;
    }

    @Override
    public String id() {
        return job.id();
    }

    @Override
    public DeadLetters deadLetters() {
        return tables.deadLetters();
    }

    @Override
    public long openEpoch() {
        return from == null ? 0 : from.epoch() + 1;
    }

    @Override
    public long openTimeMicros() {
        return from == null ? startMicros : from.timeMicros();
    }

    @Override
    public long openWatermark(int group) {
        return from == null ? Barrier.NO_WATERMARK : from.groupWatermarks()[group];
    }

    @Override
    public void enough(Layout.Node node) {
        Set<Integer> needed = new HashSet<>();
        synchronized (satisfied) {
            satisfied.add(node.id());
            layout.roots().forEach(root -> addNeeded(root, needed));
        }
        coordinator.enough(IntStream.range(0, leaves.size())
                .filter(leaf -> !needed.contains(layout.leaves().get(leaf).id()))
                .toArray());
    }

    private void addNeeded(Layout.Node node, Set<Integer> needed) {
        if (!satisfied.contains(node.id()) && needed.add(node.id())) {
            node.inputs().forEach(edge -> addNeeded(edge.from(), needed));
        }
    }

    /** What a border asks of the job. */
    private final class NodeBorders implements Borders {
        private final Layout.Node node;
        private final NodeContext context;
        private final @Nullable Sink sink;

        NodeBorders(Layout.Node node, NodeContext context, @Nullable Sink sink) {
            this.node = node;
            this.context = context;
            this.sink = sink;
        }

        @Override
        public OperatorContext context() {
            return context;
        }

        @Override
        public MemoryBudget budget() {
            return budget;
        }

        @Override
        public boolean finalAtOnce() {
            return plan.bounded() && !settings.streaming();
        }

        @Override
        public long openEpoch() {
            return Wiring.this.openEpoch();
        }

        @Override
        public void written(long rows) {
            job.written(rows);
            if (sink != null) {
                coordinator.written();
            }
        }

        @Override
        public void prepared(Barrier barrier, byte[] committable) {
            if (sink != null) {
                job.prepared(node.id(), sink, barrier, committable);
            }
        }
    }
}
