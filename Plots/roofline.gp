# Redraw with: gnuplot roofline.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 960,660 dynamic enhanced font 'DejaVu Sans,12.5' background rgb 'white' rounded name 'roofline'; set output 'roofline.svg'
$panel1_1 << EOD
3.9163005661352788 209521807507.26007
14017.50917891069 209521807507.26007
EOD
$panel1_2 << EOD
4.0991933156086215 219306556865.10687
14017.50917891069 219306556865.10687
EOD
$panel1_3 << EOD
3.4907557664575894 105824222614.19696
14017.50917891069 105824222614.19696
EOD
$panel1_4 << EOD
7.010292802657848 212520965593.64948
14017.50917891069 212520965593.64948
EOD
$panel1_5 << EOD
0.3813434093829857 20401845840.384937
4.099189216415306 219306337558.55005
EOD
$panel1_6 << EOD
0.6729826050633156 20401845840.384937
7.010285792365045 212520753072.68387
EOD
$panel1_7 << EOD
135.43605051664753 200450062851.55127 192779965341.534 204557798347.0115
109.65309537088679 199068421083.0557 194918907791.97794 211804975144.99225
139.53726046841732 195866227859.01776 192461842312.38962 200723384774.8541
139.61157464938753 204742186463.83405 190649509810.7556 209938374940.88406
128 155239559477.94583 149603699057.6244 165441255201.1627
2048 170954103207.8859 166456397629.3874 177638848009.33047
512.125 166447228684.22226 160270894814.79184 170548561253.9211
0.6249618553555081 27416094545.33452 26629138429.024864 28216300207.34349
111.23350447659864 180981915162.10983 173506177701.84235 182696487633.9186
106.60160221219145 181917302850.74335 175457776269.14865 184863766490.1457
127.93753050268424 191609889505.75815 184448977688.8665 196365850607.56378
512 165824217732.29196 158217422232.13733 173352825344.29263
EOD
$panel1_8 << EOD
127.93753050268424 100061886538.69498 96273242813.35297 102343672494.3653
512 82919120511.60323 73789174356.76266 90211233595.81818
EOD
$panel1_9 << EOD
270.87210103329505 357911194191.3278 352414906371.5826 370180644104.95166
219.30619074177358 355767493496.94806 333420271796.064 376733820697.2808
279.07452093683463 374644375062.3847 346623448493.6799 382153635018.0873
279.22314929877507 120577431214.19264 96687178788.76404 151182821727.23837
256 129753456525.47577 92843237744.25343 161289860041.24487
4096 160558745048.7137 145885178671.59006 161787457868.6078
1024.25 168988978538.36758 141633235355.50534 183147503645.01337
222.46700895319728 70952588986.25778 67432299089.029755 77364821870.17915
213.2032044243829 70204548330.85614 69386784578.86555 86566008991.81856
255.87506100536848 123737272069.2557 109871184940.9829 153040538033.20908
1024 143183888161.6971 130838199123.01895 195318574342.12003
EOD
$panel1_10 << EOD
255.87506100536848 197858327874.6211 194637203279.10217 199176295776.15045
1024 163882939298.71143 151807167494.7947 166929498586.99612
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold Kernels reach from 42 % (RMT, layer, 4 segments bf16) to 98}' at screen 0.01458,0.96133 left front font 'DejaVu Sans,16' textcolor rgb '#222222'
set label '{/:Bold % (product 512x3072x768 f32) of what this machine allows}' at screen 0.01458,0.92933 left front font 'DejaVu Sans,16' textcolor rgb '#222222'
set label 'kernels of opt-125m’s widths, medians of runs in alternation with the machine’s own rate' at screen 0.01458,0.89733 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'AMD EPYC, measured 2026-11-25T00:29:22Z, commit 5904efdcfb65' at screen 0.01458,0.87533 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '' at screen 0.02083,0.84503 point pointtype 7 pointsize 0.7 linecolor rgb '#222222'
set label 'kernel, 2 threads' at screen 0.03333,0.84503 left front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '' at screen 0.16247,0.84503 point pointtype 6 pointsize 0.8 linecolor rgb '#222222'
set label 'kernel, 1 thread' at screen 0.17497,0.84503 left front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '4 norms of one segment stay in caches and aren’t drawn.' at screen 0.01458,0.02121 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'FLOPs are those of matrix products, 5 an element of a norm; bytes are each input and parameter once and each result once.' at screen 0.01458,0.04321 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '3 kernels are drawn without their names.' at screen 0.01458,0.06521 left front font 'DejaVu Sans,11' textcolor rgb '#666666'

set lmargin at screen 0.10228
set rmargin at screen 0.8638
set tmargin at screen 0.78973
set bmargin at screen 0.12133
set logscale x 10
set xrange [0.18261759110437656:14017.50917891069]
set xtics ('' 1.0, '' 10.0, '' 100.0, '' 1000.0, '' 10000.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set logscale y 10
set yrange [20401825438.5595:498799584316.5221]
set ytics ('50 GFLOP/s' 50000000000.0, '100 GFLOP/s' 100000000000.0, '200 GFLOP/s' 200000000000.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'rate over arithmetic intensity; lines: measured peaks and memory bandwidth' at screen 0.09812,0.80942 left front font 'DejaVu Sans,12.5' textcolor rgb '#222222'
set label 'FLOPs/byte' at screen 0.0877,0.09861 right front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '1' at screen 0.2174,0.09861 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '10' at screen 0.37328,0.09861 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '100' at screen 0.52917,0.09861 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '1,000' at screen 0.68505,0.09861 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '10,000' at screen 0.84094,0.09861 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'bf16, 2 threads' at screen 0.88047,0.67503 left front font 'DejaVu Sans,12.5' textcolor rgb '#D55E00'
set label '219 GFLOP/s' at screen 0.88047,0.65003 left front font 'DejaVu Sans,12.5' textcolor rgb '#666666'
set arrow from screen 0.87005,0.61791 to screen 0.8763,0.66253 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'bf16, 1 thread' at screen 0.88047,0.62503 left front font 'DejaVu Sans,12.5' textcolor rgb '#D55E00'
set label '213 GFLOP/s' at screen 0.88047,0.60003 left front font 'DejaVu Sans,12.5' textcolor rgb '#666666'
set label 'f32, 2 threads' at screen 0.88047,0.57503 left front font 'DejaVu Sans,12.5' textcolor rgb '#0072B2'
set label '210 GFLOP/s' at screen 0.88047,0.55003 left front font 'DejaVu Sans,12.5' textcolor rgb '#666666'
set arrow from screen 0.87005,0.60836 to screen 0.8763,0.56253 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'f32, 1 thread' at screen 0.88047,0.47804 left front font 'DejaVu Sans,12.5' textcolor rgb '#0072B2'
set label '106 GFLOP/s' at screen 0.88047,0.45304 left front font 'DejaVu Sans,12.5' textcolor rgb '#666666'
set label '53.5 GB/s from memory, 2 threads' at screen 0.29291,0.40406 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set arrow from screen 0.25587,0.41858 to screen 0.29291,0.41506 nohead linecolor rgb '#666666' linewidth 0.6 dashtype solid
set label '30.3 GB/s from memory, 1 thread' at screen 0.22253,0.17919 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'product 512x768x2304 f32, 95 %' at screen 0.34291,0.64297 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.54591,0.60817 to screen 0.53597,0.63197 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'product 512x768x768 f32, 95 %' at screen 0.34291,0.66952 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.53425,0.60813 to screen 0.52868,0.65852 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'product 512x768x3072 f32, 94 %' at screen 0.35541,0.51024 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.55125,0.58369 to screen 0.54847,0.52124 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'product 512x3072x768 f32, 98 %' at screen 0.34291,0.69606 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.54978,0.61375 to screen 0.53597,0.68506 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'attention 512 f32, 78 %' at screen 0.40541,0.53679 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set label 'attention 8192 f32, 82 %' at screen 0.69291,0.58988 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set label 'causal attention 4096 f32, 80 %' at screen 0.55541,0.64297 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.63975,0.57084 to screen 0.63975,0.63197 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'norm 16384 f32, 77 %' at screen 0.20541,0.13861 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.19033,0.17508 to screen 0.20541,0.14961 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'layer 512 f32, 87 %' at screen 0.4141,0.57774 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set label 'RMT, layer, 4 segments f32, 87 %' at screen 0.13041,0.64297 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.52631,0.58065 to screen 0.32439,0.63197 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'layer’s products, 512 f32, 92 %' at screen 0.11791,0.61642 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.53856,0.59014 to screen 0.29752,0.60542 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'attention 2048 f32, 82 %' at screen 0.41791,0.4837 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.6334,0.5542 to screen 0.56162,0.4947 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'product 512x768x2304 bf16, 88 %' at screen 0.60541,0.72261 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set label 'product 512x768x768 bf16, 88 %' at screen 0.38041,0.72261 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set label 'product 512x768x3072 bf16, 91 %' at screen 0.39291,0.74915 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set label 'product 512x3072x768 bf16, 67 %' at screen 0.36791,0.37752 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.59584,0.48307 to screen 0.56824,0.38852 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'attention 512 bf16, 56 %' at screen 0.69291,0.51024 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.6001,0.50816 to screen 0.69291,0.50816 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'attention 8192 bf16, 96 %' at screen 0.69291,0.4837 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.78051,0.5421 to screen 0.78051,0.4947 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'causal attention 4096 bf16, 88 %' at screen 0.55541,0.66952 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.68667,0.57401 to screen 0.68667,0.65852 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'layer 512 bf16, 43 %' at screen 0.61791,0.35097 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.59008,0.37804 to screen 0.61791,0.36197 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'RMT, layer, 4 segments bf16, 42 %' at screen 0.38041,0.35097 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set label 'layer’s products, 512 bf16, 64 %' at screen 0.35541,0.43061 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.587,0.49176 to screen 0.54229,0.44161 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'attention 2048 bf16, 87 %' at screen 0.64291,0.43061 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.68666,0.51815 to screen 0.68666,0.44161 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'layer’s products, 512 f32, 1 thread, 94 %' at screen 0.29291,0.45715 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.53855,0.45383 to screen 0.52855,0.45383 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
plot \
  $panel1_1 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.3 dashtype solid, \
  $panel1_2 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.3 dashtype solid, \
  $panel1_3 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.3 dashtype (11,5), \
  $panel1_4 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.3 dashtype (11,5), \
  $panel1_5 using 1:2 with lines linecolor rgb '#666666' linewidth 1.3 dashtype solid, \
  $panel1_6 using 1:2 with lines linecolor rgb '#666666' linewidth 1.3 dashtype (11,5), \
  $panel1_7 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_7 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel1_8 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_8 using 1:2 with points pointtype 6 pointsize 0.8 linecolor rgb '#0072B2', \
  $panel1_9 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_9 using 1:2 with points pointtype 5 pointsize 0.7 linecolor rgb '#D55E00', \
  $panel1_10 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_10 using 1:2 with points pointtype 4 pointsize 0.8 linecolor rgb '#D55E00'
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
