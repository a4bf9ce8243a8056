package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

class WorkloadsTest {

  @Test
  void everyWorkloadNamesItsPrimal() throws ReflectiveOperationException {
    for (String name : Workloads.names()) {
      Workload workload = Workloads.create(name);
      assertEquals(name, workload.name());
      assertEquals(workload.arguments().length, workload.independents().length);
      List<Method> primals =
          Arrays.stream(workload.primalClass().getMethods())
              .filter(method -> method.getName().equals(workload.primalMethod()))
              .toList();
      assertEquals(1, primals.size());
      assertTrue(Modifier.isStatic(primals.get(0).getModifiers()));
      assertEquals(workload.primal(), primals.get(0).invoke(null, workload.arguments()));
    }
  }

  @Test
  void benchmarkCoversEveryWorkloadAndKind() throws ReflectiveOperationException {
    Param param = WorkloadBenchmark.class.getField("workload").getAnnotation(Param.class);
    assertEquals(Workloads.names(), List.of(param.value()));
    for (Kind kind : Kind.values()) {
      Method method = WorkloadBenchmark.class.getMethod(kind.method());
      assertNotNull(method.getAnnotation(Benchmark.class));
    }
  }
}
